"""What a client pays, below /agency/clients/<id>/billing/."""

from django.urls import include, path

from callboard.desk import stripe_urls
from callboard.desk.views import (
    billing,
    billing_credits,
    billing_entries,
    billing_plan,
    invoice,
    invoice_upload,
)

urlpatterns = [
    path("", billing.of_client, name="client_billing"),
    path("calls/", billing_entries.index, name="billed_calls"),
    path("plan/", billing_plan.edit, name="billing_plan"),
    path("ending/", billing_plan.end, name="billing_ending"),
    path(
        "ending/undoing/",
        billing_plan.go_on,
        name="billing_ending_undoing",
    ),
    path(
        "invoices/upload/",
        invoice_upload.upload,
        name="invoice_upload",
    ),
    path(
        "invoices/<slug:invoice_id>/",
        invoice.show,
        name="invoice",
    ),
    path(
        "invoices/<slug:invoice_id>/invoice.pdf",
        invoice.pdf,
        name="invoice_pdf",
    ),
    path(
        "invoices/<slug:invoice_id>/issue/",
        invoice.issue,
        name="invoice_issue",
    ),
    path(
        "invoices/<slug:invoice_id>/payment/",
        invoice.payment,
        name="invoice_payment",
    ),
    path(
        "invoices/<slug:invoice_id>/payment/end/",
        invoice.payment_end,
        name="invoice_payment_end",
    ),
    path(
        "invoices/<slug:invoice_id>/void/",
        invoice.void,
        name="invoice_void",
    ),
    path("stripe/", include(stripe_urls)),
    path("credits/", billing_credits.give, name="credit"),
    path(
        "credits/<slug:credit_id>/removal/",
        billing_credits.remove,
        name="credit_removal",
    ),
]
