"""Invoices that Stripe makes, shown as Stripe tells them."""

import pytest

from callboard.billing.models import Invoice, InvoiceFile, Plan
from callboard.billing.models.invoice import State
from callboard.demo.fake_stripe import acts
from callboard.payments import papers
from tests.payments.shop import Shop

pytestmark = pytest.mark.django_db


def test_void_and_uncollectible_are_said_as_they_are(shop: Shop) -> None:
    subscription = shop.subscribe()
    shop.link()
    draft = acts.draft(shop.book, subscription)
    acts.finish(shop.book, draft, "NV-0001")
    draft["status"] = "uncollectible"
    shop.tell(draft, "invoice.marked_uncollectible")
    invoice = Invoice.objects.get()
    own = f"{shop.own}invoices/{invoice.public_id}/"
    assert "Uncollectible" in shop.page(own, of="ana")
    page = shop.page()
    assert "Not Paid" in page
    assert "Uncollectible" not in page
    draft["status"] = "void"
    shop.tell(draft, "invoice.voided")
    assert "Void" in shop.page(own, of="ana")
    assert "NV-0001" not in shop.page()


def test_what_stripe_says_of_an_invoice_is_not_changed_by_hand(shop: Shop) -> None:
    subscription = shop.subscribe()
    shop.link()
    draft = acts.draft(shop.book, subscription)
    shop.tell(draft, "invoice.created")
    invoice = Invoice.objects.get()
    own = f"{shop.own}invoices/{invoice.public_id}/"
    shop.ana.post(f"{own}issue/")
    acts.finish(shop.book, draft, "NV-0001")
    shop.tell(draft, "invoice.finalized")
    shop.ana.post(f"{own}payment/", {"paid_on": "2026-10-20", "reference": ""})
    shop.ana.post(f"{own}void/", {"reason": "No"})
    invoice.refresh_from_db()
    assert (invoice.state, invoice.number) == (State.OPEN, "NV-0001")
    page = shop.page(own, of="ana")
    assert "Mark as Paid" not in page
    assert "Void Invoice" not in page
    assert "https://dashboard.stripe.com/test/invoices/" in page


def test_the_pdf_is_fetched_and_given_by_the_portal_itself(shop: Shop) -> None:
    subscription = shop.subscribe()
    shop.link()
    draft = acts.draft(shop.book, subscription)
    acts.finish(shop.book, draft, "NV-0001")
    shop.tell(draft, "invoice.finalized")
    invoice = Invoice.objects.get()
    path = f"/billing/invoices/{invoice.public_id}/invoice.pdf"
    assert path not in shop.page()
    assert shop.maya.get(path).status_code == 404
    papers.fetch_paper.call(shop.client.agency_id, invoice.pk)
    assert path in shop.page()
    answer = shop.maya.get(path)
    assert answer.content.startswith(b"%PDF")
    Invoice.objects.update(stripe_pdf=f"{shop.stripe.url}/pay/in_none/pdf")
    InvoiceFile.objects.all().delete()
    with pytest.raises(Exception, match="404"):
        papers.fetch_paper.call(shop.client.agency_id, invoice.pk)


def test_unlinked_its_invoices_are_kept_by_hand(shop: Shop) -> None:
    subscription = shop.subscribe()
    shop.link()
    draft = acts.draft(shop.book, subscription)
    acts.finish(shop.book, draft, "NV-0001")
    shop.tell(draft, "invoice.finalized")
    assert "Unlink" in shop.page(f"{shop.own}stripe/unlinking/", of="ana")
    shop.ana.post(f"{shop.own}stripe/unlinking/")
    invoice = Invoice.objects.get()
    own = f"{shop.own}invoices/{invoice.public_id}/"
    shop.ana.post(f"{own}payment/", {"paid_on": "2026-10-20", "reference": ""})
    invoice.refresh_from_db()
    assert invoice.state == State.PAID
    assert Plan.objects.get().stripe_fee is None
    assert shop.maya.get("/billing/").status_code == 200
