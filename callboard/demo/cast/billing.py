"""What a client of the demo pays, and how that stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Billing:
    """Money in cents. `used` is how much of its minutes are used when the demo begins, in percent:
    the plan includes as many as that takes. The present period began `days` ago.
    """

    plan: str
    monthly_price: int
    extra_minute_price: int
    used: int
    rounding: str = "second"
    setup_fee: int = 0
    days: int = 20
    tax_rate: str = "0"
    tax_name: str = ""
    credit: int = 0
    credit_reason: str = ""
    unbilled_reason: str = ""
