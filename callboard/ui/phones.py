"""Telephone numbers as people of a country write them."""

from functools import lru_cache
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat


@lru_cache(maxsize=4096)
def phone(number: str | None, country: str = "US") -> str:
    """National form for a number of `country` (ISO 3166 alpha-2), international for others.

    What is no number stays as it came; an en dash for nothing.
    """
    if not number:
        return "–"
    parsed = _parsed(number, country)
    if parsed is None:
        return number
    here = parsed.country_code == phonenumbers.country_code_for_region(country)
    form = PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


@lru_cache(maxsize=4096)
def dial(number: str | None, country: str = "US") -> str:
    """The address of a tel: link, or nothing where the number can't be dialled."""
    parsed = _parsed(number or "", country)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.RFC3966) if parsed else ""


def national_digits(number: str, country: str = "US") -> str:
    """What somebody in the country dials, without spaces; what is no number stays as it is."""
    parsed = _parsed(number, country)
    if parsed is None:
        return number
    if parsed.country_code != phonenumbers.country_code_for_region(country):
        return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return phonenumbers.national_significant_number(parsed)


def sms(number: str | None, words: str, country: str = "US") -> str:
    """The address of a link that begins a text message from the reader's own phone, or nothing.

    RFC 5724, with the question mark and ampersand that both iPhones and Androids take."""
    parsed = _parsed(number or "", country)
    if parsed is None:
        return ""
    plain = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return f"sms:{plain}?&body={quote(words, safe='')}"


def _parsed(number: str, country: str) -> PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None
