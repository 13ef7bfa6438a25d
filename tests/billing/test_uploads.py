"""Invoices that an agency made elsewhere, and where they are paid."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from callboard.billing import invoices, uploaded
from callboard.billing.models import Invoice, InvoiceSettings
from callboard.billing.models.invoice import State
from callboard.billing.uploaded import PdfRefused
from tests.billing.test_invoices import an_invoice, page_of
from tests.cast import ANA, Cast, browser

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def upload(northwind: Cast, **changes):
    ana = browser(northwind.northwind, northwind.ana)
    fields = {
        "file": SimpleUploadedFile("x.pdf", PDF, "application/pdf"),
        "number": "2026-7",
        "currency": "USD",
        "total": "120.50",
        "issued_on": "2026-03-01",
        "due_on": "2026-03-15",
        "pay_link": "https://pay.example/1",
    } | changes
    own = f"/agency/clients/{northwind.bright_smile.public_id}/billing/invoices/upload/"
    return ana.post(own, fields)


def test_an_invoice_made_elsewhere_is_uploaded(northwind: Cast) -> None:
    assert upload(northwind).status_code == 302
    invoice = Invoice.objects.get()
    assert (invoice.total, invoice.state, invoice.is_uploaded) == (12050, State.OPEN, True)
    again = upload(northwind)
    assert again.status_code == 422
    assert "Another invoice has this number." in again.content.decode()


@pytest.mark.parametrize("changes", [{"issued_on": "0001-01-01"}, {"due_on": "9999-12-31"}])
def test_a_day_that_no_invoice_has_is_refused_in_words(northwind: Cast, changes) -> None:
    answer = upload(northwind, **changes)
    assert answer.status_code == 422
    assert "Enter a day from 2000 to 2099." in answer.text


def test_what_is_not_seen_is_left_out_of_a_number(northwind: Cast) -> None:
    upload(northwind, number="\u202e2026-7")
    assert Invoice.objects.get().number == "2026-7"


def test_a_number_that_an_uploaded_invoice_has_is_passed_over(northwind: Cast) -> None:
    invoice = an_invoice(northwind.bright_smile)
    upload(northwind, number="1001")
    assert invoices.issue(invoice, by=ANA)
    invoice.refresh_from_db()
    assert invoice.number == "1002"
    assert InvoiceSettings.objects.get().next_number == 1003


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("invoice.pdf", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("invoice.pdf", b"<html>%PDF-1.7 %%EOF"),
        ("invoice.pdf", b"\x89PNG\r\n\x1a\n"),
        ("invoice.pdf", b"%PDF-1.7 and the rest is missing"),
        ("invoice.pdf", b""),
    ],
)
def test_o092_what_only_calls_itself_a_pdf_is_refused(northwind: Cast, name, content) -> None:
    """O-092: the type is told by the content, whatever the name and the browser say."""
    file = SimpleUploadedFile(name, content, "application/pdf")
    answer = upload(northwind, file=file)
    assert answer.status_code == 422
    assert not Invoice.objects.exists()


def test_a_scan_of_several_megabytes_is_told_to_be_too_large(northwind: Cast) -> None:
    file = SimpleUploadedFile("scan.pdf", PDF + b"0" * 5_000_000, "application/pdf")
    answer = upload(northwind, file=file)
    assert answer.status_code == 422
    assert "This file is larger than 3 MB." in answer.content.decode()


def test_o094_a_file_that_is_too_large_is_refused_before_it_is_kept() -> None:
    """O-094: by its size, and by what is read of it."""
    from io import BytesIO

    with pytest.raises(PdfRefused):
        uploaded.read(BytesIO(PDF), uploaded.LARGEST + 1)


@pytest.mark.parametrize(
    "number", ["../../etc/passwd", "a\r\nSet-Cookie: x", "\u202efdp.exe", "n" * 40, "CON", '"; x="']
)
def test_o096_a_file_s_name_is_ours(northwind: Cast, number: str) -> None:
    """O-096: what an invoice is called never reaches a header as it is."""
    invoice = invoices.upload(
        northwind.bright_smile,
        PDF,
        number=number,
        currency="USD",
        total=1,
        issued_on=date(2026, 3, 1),
        due_on=date(2026, 3, 1),
        pay_link="",
        by=ANA,
    )
    ana = browser(northwind.northwind, northwind.ana)
    own = page_of(invoice)
    answer = ana.get(f"{own}invoice.pdf")
    assert re.fullmatch(
        r'attachment; filename="invoice-[A-Za-z0-9-]+\.pdf"', answer.headers["Content-Disposition"]
    )


def test_o095_an_invoice_is_kept_as_a_file_and_runs_nowhere(northwind: Cast) -> None:
    """O-095: nosniff, a type of its own, a file to keep, and the pages' own policy."""
    upload(northwind)
    ana = browser(northwind.northwind, northwind.ana)
    invoice = Invoice.objects.get()
    own = page_of(invoice)
    answer = ana.get(f"{own}invoice.pdf")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "link",
    [
        "http://pay.example/",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "//x",
        "https://your.bank@pay.example/",
        "https://pay.example/\u202egnp.exe",
        "https://pay.example/\u3000a",
    ],
)
def test_a_pay_link_is_an_address_of_https_and_nothing_else(northwind: Cast, link: str) -> None:
    assert upload(northwind, pay_link=link).status_code == 422
