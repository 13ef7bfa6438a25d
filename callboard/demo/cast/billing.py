"""What a client of the demo pays, and how that stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Uploaded:
    """An invoice that the agency made elsewhere: dates in days before today, money in cents."""

    number: str
    total: int
    issued_days: int
    due_days: int
    is_paid: bool = False
    pay_link: str = "https://pay.northwindvoice.example/invoices"


@dataclass(frozen=True, slots=True)
class Billing:
    """Money in cents. `used` is how much of its minutes are used when the demo begins, in percent:
    the plan includes as many as that takes. The present period began `days` ago, after `closed`
    others; what was billed for those waits as a draft, or is paid (`pays`). `at_stripe`: a
    subscription there bills it, and the latest invoice is open.
    """

    plan: str
    monthly_price: int
    extra_minute_price: int
    used: int
    rounding: str = "second"
    setup_fee: int = 0
    days: int = 20
    closed: int = 0
    pays: bool = False
    credit: int = 0
    credit_reason: str = ""
    unbilled_reason: str = ""
    uploaded: Uploaded | None = None
    at_stripe: bool = False
    included_minutes: int = 40
