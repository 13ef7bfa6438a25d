"""The PDFs of Stripe's invoices, fetched in the background: a client gets them from its own portal,
and they are there when Stripe's links have run out.
"""

import logging
from typing import Any

from callboard.billing import uploaded
from callboard.billing.models import Invoice, InvoiceFile
from callboard.billing.models.invoice import State
from callboard.providers import fetch
from callboard.tenancy.tasks import tenant_task

log = logging.getLogger(__name__)

# What Stripe prints on it.
_PRINTED = ("state", "number", "total", "refunded", "stripe_pdf")


class TooLarge(Exception):
    """No invoice has so many bytes."""


class _Paper:
    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, piece: bytes, /) -> None:
        self.content += piece
        if len(self.content) > uploaded.LARGEST:
            raise TooLarge


def want(invoice: Invoice, before: dict[str, Any] | None) -> None:
    """In the transaction that wrote it; `before` are its fields as they were."""
    if not invoice.stripe_pdf or invoice.state in (State.DRAFT, State.VOID):
        return
    if before is None or any(before[name] != getattr(invoice, name) for name in _PRINTED):
        fetch_paper.enqueue(invoice.agency_id, invoice.pk)


@tenant_task
def fetch_paper(agency_id: int, invoice_id: int) -> None:
    """Tried again by the worker where it is not to be had yet (`fetch.NotYet`)."""
    invoice = Invoice.objects.filter(pk=invoice_id).exclude(stripe_pdf="").first()
    if invoice is None:
        return
    paper = _Paper()
    try:
        fetch.into(invoice.stripe_pdf, paper, headers={})
    except (fetch.CannotBeHad, TooLarge) as fault:
        log.warning("An invoice's PDF could not be had: %s", type(fault).__name__)
        return
    if not paper.content.startswith(b"%PDF-"):
        log.warning("An invoice's PDF is none")
        return
    InvoiceFile.objects.update_or_create(
        invoice=invoice,
        defaults={
            "agency_id": agency_id,
            "client_id": invoice.client_id,
            "pdf": bytes(paper.content),
        },
    )
