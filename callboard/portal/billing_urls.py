"""What a client pays and with what, below /billing/."""

from django.urls import path

from callboard.portal.views import billing, payment_method

urlpatterns = [
    path("", billing.index, name="billing"),
    path("payment-method/", payment_method.change, name="payment_method"),
    path("invoices/<slug:invoice_id>/invoice.pdf", billing.pdf, name="invoice_pdf"),
]
