from callboard.billing.models.credit import Credit
from callboard.billing.models.entry import Entry, Waiver
from callboard.billing.models.invoice import Invoice, InvoiceFile
from callboard.billing.models.invoice_settings import InvoiceSettings
from callboard.billing.models.period import Period, Usage
from callboard.billing.models.plan import Plan
from callboard.billing.models.terms import Rounding, Terms

__all__ = [
    "Credit",
    "Entry",
    "Invoice",
    "InvoiceFile",
    "InvoiceSettings",
    "Period",
    "Plan",
    "Rounding",
    "Terms",
    "Usage",
    "Waiver",
]
