"""Telephone numbers as they are stored: E.164 where they can be read, else as typed."""

from functools import lru_cache

import phonenumbers


class InvalidNumber(ValueError):
    """Not a telephone number."""


def parse(text: str, country: str = "US") -> str:
    """`(415) 555-0100` as `+14155550100`; "" for nothing. Raises `InvalidNumber`.

    Numbers set aside for examples and fiction are taken too: they are possible, though given to
    nobody."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as fault:
        raise InvalidNumber from fault
    if not phonenumbers.is_possible_number(number):
        raise InvalidNumber
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """To compare by: E.164, and what is no number (a SIP address) as it stands."""
    try:
        return parse(text)
    except InvalidNumber:
        return text.strip()
