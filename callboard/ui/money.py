"""Money is whole minor units of a currency, which has none, two or three decimals of them."""

import re
from decimal import Decimal

from babel.core import get_global
from babel.numbers import format_currency, get_currency_name, get_currency_precision

from callboard.ui.zones import locale

# The first ones of the list; the rest follows by name.
_USUAL = ("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY")
LARGEST = 10**12
# As typed, and as a page shows it.
_MINUS = ("-", "\u2212")
# A comma or a space stands between thousands alone: "297,00" is no 29,700.
_AMOUNT = re.compile(r"([0-9]{1,20}|[0-9]{1,3}([, ][0-9]{3})+)(\.[0-9]{1,6})?")


class NotMoney(ValueError):
    """`decimals` is how many the currency has."""

    def __init__(self, decimals: int) -> None:
        super().__init__(f"no amount with {decimals} decimals")
        self.decimals = decimals


class Negative(NotMoney):
    """An amount but for its minus."""


class TooMuch(NotMoney):
    """More than `LARGEST`."""


def decimals(currency: str) -> int:
    return int(get_currency_precision(currency))


def money(amount: int, currency: str) -> str:
    """ "$297.00", "¥29,700", "KWD29.700"."""
    value = Decimal(amount).scaleb(-decimals(currency))
    return str(format_currency(value, currency, locale=locale())).replace("\xa0", " ")


def plain(amount: int, currency: str) -> str:
    """ "297.00", as a form takes it."""
    places = decimals(currency)
    return f"{Decimal(amount).scaleb(-places):.{places}f}"


def parse(text: str, currency: str) -> int:
    """Minor units of what somebody typed: "297", "297.50", "1,297.50". Raises `NotMoney`."""
    places = decimals(currency)
    typed = text.strip()
    if typed.startswith(_MINUS) and _AMOUNT.fullmatch(typed[1:].lstrip()):
        raise Negative(places)
    # Zeros in excess are refused too: "1.000" is a thousand to some.
    if not _AMOUNT.fullmatch(typed) or len(typed.partition(".")[2]) > places:
        raise NotMoney(places)
    minor = Decimal(typed.replace(",", "").replace(" ", "")).scaleb(places)
    if minor > LARGEST:
        raise TooMuch(places)
    return int(minor)


def choices() -> list[tuple[str, str]]:
    """Currencies that are somewhere tender today."""
    spent: set[str] = set()
    for history in get_global("territory_currencies").values():
        spent |= {code for code, _since, until, tender in history if tender and until is None}
    rest = sorted(spent - set(_USUAL))
    return [
        (code, f"{code} · {get_currency_name(code, locale=locale())}") for code in [*_USUAL, *rest]
    ]
