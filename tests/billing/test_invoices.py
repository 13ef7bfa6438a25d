"""Invoices: made of the ledger, numbered without a gap, paid, void, uploaded, and on paper."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.billing import credits, invoice_settings, invoices, pdf, periods, plans
from callboard.billing.invoice_settings import Choices
from callboard.billing.models import Credit, Invoice, InvoiceFile, InvoiceSettings
from callboard.billing.models.invoice import State
from tests import paper
from tests.billing.test_pages import OFFER
from tests.cast import ANA, Cast, browser

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 1, 31, 15, tzinfo=UTC)
CLOSED = [datetime(2026, 2, 28, 12, tzinfo=UTC), datetime(2026, 3, 31, 12, tzinfo=UTC)]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def bill(client: Client, **changes) -> None:
    offer = replace(OFFER, period_day=31, **changes)
    plans.begin(client, offer, starts_on=date(2026, 1, 31), by=ANA, at=FIRST)


def an_invoice(client: Client, **changes) -> Invoice:
    bill(client, **changes)
    periods.turn(client.pk, CLOSED[0])
    return Invoice.objects.get(client=client)


def page_of(invoice: Invoice) -> str:
    client = Client.objects.get(pk=invoice.client_id)
    return f"/agency/clients/{client.public_id}/billing/invoices/{invoice.public_id}/"


def test_a_closed_period_becomes_one_draft_however_often_the_worker_runs(northwind: Cast) -> None:
    invoice = an_invoice(northwind.bright_smile, tax_rate=Decimal(19), tax_name="VAT")
    periods.turn(northwind.bright_smile.pk, CLOSED[0])
    assert Invoice.objects.count() == 1
    assert (invoice.state, invoice.number) == (State.DRAFT, "")
    assert (invoice.subtotal, invoice.tax, invoice.total) == (34700, 6593, 41293)
    assert [line["amount"] for line in invoice.lines] == [29700, 5000]
    assert sum(line["amount"] for line in invoice.lines) == invoice.subtotal


def test_numbers_go_up_without_a_gap_whatever_is_thrown_away(northwind: Cast) -> None:
    for client in (northwind.bright_smile, northwind.harbor_law):
        bill(client)
        periods.turn(client.pk, CLOSED[0])
        periods.turn(client.pk, CLOSED[1])
    drafts = list(Invoice.objects.order_by("id"))
    invoices.void(drafts[1], reason="A gift", by=ANA)
    issued = [one for one in drafts if invoices.issue(one, by=ANA)]
    assert len(issued) == 3
    assert not invoices.issue(drafts[0], by=ANA)
    numbers = Invoice.objects.exclude(number="").order_by("id").values_list("number", flat=True)
    assert list(numbers) == ["1001", "1002", "1003"]
    assert InvoiceSettings.objects.get().next_number == 1004


def test_an_agency_that_wants_it_so_has_invoices_issued_by_themselves(northwind: Cast) -> None:
    own = Choices("NV-", True, "https://pay.northwind.example/", "IBAN 1")
    invoice_settings.change(northwind.northwind, own, by=ANA)
    invoice = an_invoice(northwind.bright_smile)
    assert (invoice.state, invoice.number) == (State.OPEN, "NV-1001")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 2, 28), date(2026, 3, 14))


def test_credits_beyond_the_price_are_carried_over(northwind: Cast) -> None:
    bill(northwind.bright_smile, setup_fee=0)
    credits.give(northwind.bright_smile, amount=40000, reason="Sorry", by=ANA, at=FIRST)
    periods.turn(northwind.bright_smile.pk, CLOSED[0])
    first = Invoice.objects.get()
    assert (first.total, sum(line["amount"] for line in first.lines)) == (0, 0)
    assert Credit.objects.get(carried_from__isnull=False).amount == 10300
    invoices.issue(first, by=ANA)
    first.refresh_from_db()
    assert first.state == State.PAID
    periods.turn(northwind.bright_smile.pk, CLOSED[1])
    assert Invoice.objects.latest("id").total == 29700 - 10300


def test_a_payment_is_marked_by_hand_and_taken_back(northwind: Cast) -> None:
    invoice = an_invoice(northwind.bright_smile)
    invoices.issue(invoice, by=ANA, at=CLOSED[0])
    ana = browser(northwind.northwind, northwind.ana)
    path = page_of(invoice)
    assert "Overdue" in ana.get(path).content.decode()
    later = (datetime.now(tz=UTC) + timedelta(days=3)).date().isoformat()
    assert ana.post(f"{path}payment/", {"paid_on": later}).status_code == 422
    paid = {"paid_on": "2026-03-02", "reference": "Check 12"}
    assert ana.post(f"{path}payment/", paid).status_code == 303
    invoice.refresh_from_db()
    assert (invoice.state, invoice.paid_on) == (State.PAID, date(2026, 3, 2))
    ana.post(f"{path}payment/end/")
    invoice.refresh_from_db()
    assert (invoice.state, invoice.paid_on) == (State.OPEN, None)
    acts = Entry.objects.filter(about=f"invoice:{invoice.public_id}").order_by("id")
    assert list(acts.values_list("act", flat=True)) == [
        "invoice.drafted",
        "invoice.issued",
        "invoice.paid",
        "invoice.payment_taken_back",
    ]


@pytest.mark.parametrize("act", ["issue", "payment", "void"])
def test_who_comes_late_reads_that_nothing_was_changed(northwind: Cast, act: str) -> None:
    invoice = an_invoice(northwind.bright_smile)
    invoices.issue(invoice, by=ANA, at=CLOSED[0])
    invoices.mark_paid(invoice, on=date(2026, 3, 2), reference="", by=ANA)
    ana = browser(northwind.northwind, northwind.ana)
    path = page_of(invoice)
    given = {"paid_on": "2026-03-03", "reason": "Twice"}
    assert ana.post(f"{path}{act}/", given).status_code == 303
    assert "Nothing was changed." in ana.get(path).content.decode()
    invoice.refresh_from_db()
    assert (invoice.state, invoice.paid_on) == (State.PAID, date(2026, 3, 2))
    asked = ana.get(f"{path}{act}/")
    assert asked.status_code == (405 if act == "issue" else 303)


def test_a_client_sees_its_invoices_once_they_are_issued(northwind: Cast) -> None:
    own = Choices("", False, "https://pay.northwind.example/", "")
    invoice_settings.change(northwind.northwind, own, by=ANA)
    invoice = an_invoice(northwind.bright_smile)
    maya = browser(northwind.northwind, northwind.maya)
    path = f"/billing/invoices/{invoice.public_id}/invoice.pdf"
    assert maya.get(path).status_code == 404
    invoices.issue(invoice, by=ANA, at=CLOSED[0])
    for page in ("/billing/", "/home/"):
        seen = maya.get(page).content.decode()
        assert "Invoice 1001 is" in seen
        assert "https://pay.northwind.example/" in seen
    assert "Invoice 1001 is" not in maya.get("/calls/").content.decode()
    answer = maya.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="invoice-1001.pdf"'
    northwind.bright_smile.visibility = {"billing.invoices": "hidden"}
    northwind.bright_smile.save()
    assert maya.get(path).status_code == 404
    assert "Invoice 1001" not in maya.get("/billing/").content.decode()


def words_of(content: bytes) -> bytes:
    """All of a PDF: its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    unpacked = []
    for stream in streams:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            unpacked.append(stream)
    return content + b"".join(unpacked)


def test_an_invoice_s_file_names_nobody_but_the_agency(northwind: Cast) -> None:
    invoice = an_invoice(northwind.bright_smile)
    invoices.issue(invoice, by=ANA)
    content = bytes(InvoiceFile.objects.get(invoice=invoice).pdf)
    assert content.startswith(b"%PDF-")
    whole = words_of(content).lower()
    for forbidden in (b"callboard", b"fpdf", b"vapi", b"lumen"):
        assert forbidden not in whole
    said = paper.words(content)
    for name in ("Title: Invoice 1001", "Producer: Northwind Voice", "Author: Northwind Voice"):
        assert name in said
    assert "For Bright Smile Dental" in said


def test_names_of_other_alphabets_and_long_ones_fit_on_paper(northwind: Cast) -> None:
    northwind.bright_smile.name = "Zażółć Οδοντίατρος Стоматолог " * 4
    northwind.bright_smile.save()
    invoice = an_invoice(northwind.bright_smile, name="A plan with a name of eighty letters, " * 2)
    invoice.lines = invoice.lines * 40
    invoice.client = northwind.bright_smile
    invoice.number = "1001"
    sheets = paper.pages(pdf.of(invoice, InvoiceSettings(details="x" * 900)))
    assert len(sheets) >= 3
    assert "Zażółć Οδοντίατρος Стоматолог" in sheets[0]
    # What something is and how much it is are on the same page.
    for sheet in sheets:
        assert " ".join(sheet.split()).count("27 Feb") == sheet.count("$297.00")


def test_letters_that_paper_has_no_shape_for_are_named_before_it_is_issued(northwind: Cast) -> None:
    invoice = an_invoice(northwind.bright_smile)
    ana = browser(northwind.northwind, northwind.ana)
    assert "leaves these letters blank" not in ana.get(page_of(invoice)).text
    northwind.bright_smile.name = "東京 Dental"
    northwind.bright_smile.save()
    assert "leaves these letters blank: 東京" in ana.get(page_of(invoice)).text
