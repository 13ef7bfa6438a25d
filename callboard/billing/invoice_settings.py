"""How an agency's invoices are made, with the entry in the record."""

from dataclasses import asdict, dataclass

from django.db import transaction

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.billing.models import InvoiceSettings


@dataclass(frozen=True, slots=True)
class Choices:
    """`details` stands at the foot of every invoice: a bank account, a tax number."""

    prefix: str
    issues_itself: bool
    pay_link: str
    details: str


def of(agency: Agency) -> Choices:
    row = InvoiceSettings.objects.filter(agency=agency).first() or InvoiceSettings()
    return Choices(row.prefix, row.issues_itself, row.pay_link, row.details)


def change(agency: Agency, to: Choices, *, by: Actor) -> None:
    """Holds for invoices that are issued from now on."""
    with transaction.atomic():
        row = held(agency.pk)
        before = Choices(row.prefix, row.issues_itself, row.pay_link, row.details)
        if before == to:
            return
        for name, value in asdict(to).items():
            setattr(row, name, value)
        row.save(update_fields=list(asdict(to)))
        record(
            "invoice_settings.changed",
            agency_id=agency.pk,
            by=by,
            before=asdict(before),
            after=asdict(to),
        )


def held(agency_id: int) -> InvoiceSettings:
    """Its row, made when it is first asked for, until the transaction ends."""
    InvoiceSettings.objects.bulk_create(
        [InvoiceSettings(agency_id=agency_id)], ignore_conflicts=True
    )
    return InvoiceSettings.objects.select_for_update().get(agency_id=agency_id)
