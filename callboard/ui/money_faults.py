"""What is wrong with an amount that somebody typed, and how to write it."""

from django.utils.translation import gettext as _

from callboard.ui.money import LARGEST, Negative, NotMoney, TooMuch, money


def not_money(fault: NotMoney, currency: str) -> str:
    if isinstance(fault, TooMuch):
        return _("Enter at most %(most)s.") % {"most": money(LARGEST, currency)}
    if isinstance(fault, Negative):
        return _("Enter an amount without a minus, like 297.")
    if not fault.decimals:
        return _("Enter an amount without decimals, like 297.")
    return _("Enter an amount with at most %(n)d decimals, like 297.50.") % {"n": fault.decimals}
