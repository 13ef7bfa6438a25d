"""An invoice's PDF as an answer: a file to keep, named by us, that nothing runs in."""

import re

from django.http import Http404, HttpResponse

from callboard.billing.models import Invoice, InvoiceFile

_SAFE = re.compile(r"[^A-Za-z0-9-]+")


def answer(invoice: Invoice) -> HttpResponse:
    file = InvoiceFile.objects.filter(invoice=invoice).first()
    if file is None:
        raise Http404
    response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    name = f"invoice-{_SAFE.sub('-', invoice.number).strip('-') or invoice.public_id}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
