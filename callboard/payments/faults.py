"""Why Stripe did not do what it was asked. None of them carries a key, or a text of Stripe's that
could quote one.
"""


class StripeFault(Exception):
    """`told` is a word of ours that `callboard.payments.wording` says to people."""

    told = "refused"


class Away(StripeFault):
    """Not reached, too busy, or failing: worth another try."""

    told = "away"


class KeyRefused(StripeFault):
    """The key is no key (any more)."""

    told = "key"


class NotAllowed(StripeFault):
    """A restricted key that lacks a right. `right` is what it would need, as Stripe calls it."""

    told = "right"

    def __init__(self, right: str = "") -> None:
        super().__init__(right)
        self.right = right


class Refused(StripeFault):
    """Stripe understood, and does not do it. `code` is Stripe's."""

    def __init__(self, code: str = "", message: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message


class Unknown(Refused):
    """There is no such thing in this account."""

    told = "unknown"
