"""E-mail addresses: one way to read them and one way to compare them, for the whole product.

The original is kept for showing and sending; two addresses are the same person when their canonical
forms are equal. Compared by `=` on the stored canonical column, never by the database's own idea of
case."""

import unicodedata
from dataclasses import dataclass

import idna
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

MAX_LENGTH = 254


class InvalidAddress(ValueError):
    """Not one plain address; the message is for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Address:
    original: str
    canonical: str


def parse(text: str) -> Address:
    """One plain address, or `InvalidAddress`. Non-ASCII local parts are refused, international
    domains are not.
    """
    original = unicodedata.normalize("NFC", text.strip())
    if len(original) > MAX_LENGTH:
        raise InvalidAddress(_("That email address is too long."))
    try:
        if not text.strip().rpartition("@")[0].isascii():
            # Before normalising: the Kelvin sign would become a K, and a look-alike somebody else.
            raise InvalidAddress(_("Use only plain letters before the @."))
        checked = validate_email(
            original,
            check_deliverability=False,
            allow_smtputf8=False,
            allow_quoted_local=False,
            test_environment=True,
        )
        domain = idna.encode(checked.domain.lower(), uts46=True).decode("ascii").lower()
    except (EmailNotValidError, idna.IDNAError, UnicodeError) as error:
        raise InvalidAddress(_("Enter one email address, like name@example.com.")) from error
    return Address(
        f"{checked.local_part}@{checked.domain}", f"{checked.local_part.lower()}@{domain}"
    )


def canonical(text: str) -> str:
    """For comparing what somebody typed; empty where it is no address at all."""
    try:
        return parse(text).canonical
    except InvalidAddress:
        return ""


def masked(address: str) -> str:
    """`maya@brightsmile.example` as `m•••@brightsmile.example`, for pages that whoever holds a link
    can see.
    """
    local, _at, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"
