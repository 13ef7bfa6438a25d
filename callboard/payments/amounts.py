"""Minor units as Stripe counts them, and as we do: mostly the same ones.

Stripe has two decimals where its list does not say otherwise, the króna's and the Ugandan
shilling's too, which have none; of three decimals the last has to be 0.
"""

from callboard.billing.used import half_up
from callboard.ui.money import decimals

_NONE = {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF"}
_NONE |= {"XOF", "XPF"}
_THREE = {"BHD", "JOD", "KWD", "OMR", "TND"}


def ours(amount: int, currency: str) -> int:
    return _scaled(amount, decimals(currency) - _theirs(currency))


def stripes(amount: int, currency: str) -> int:
    scaled = _scaled(amount, _theirs(currency) - decimals(currency))
    return half_up(scaled, 10) * 10 if currency in _THREE else scaled


def _theirs(currency: str) -> int:
    return 0 if currency in _NONE else 3 if currency in _THREE else 2


def _scaled(amount: int, by: int) -> int:
    return half_up(amount, 10**-by) if by < 0 else amount * 10**by
