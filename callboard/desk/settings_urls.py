"""The agency's settings, below /agency/settings/."""

from django.urls import path

from callboard.desk.views import (
    branding,
    branding_preview,
    erasure,
    forwarding,
    invoice_settings,
    portal_settings,
    retention,
    stripe,
    summaries,
    test_numbers,
    visibility,
)

urlpatterns = [
    path("billing/", invoice_settings.edit, name="invoice_settings"),
    path("billing/stripe/", stripe.edit, name="stripe"),
    path("billing/stripe/signing-secret/", stripe.signing, name="stripe_signing"),
    path("billing/stripe/disconnection/", stripe.disconnection, name="stripe_disconnection"),
    path("invitations/", portal_settings.edit, name="portal_settings"),
    path("summaries/", summaries.edit, name="summaries"),
    path("portal-defaults/", visibility.edit, name="visibility"),
    path("test-numbers/", test_numbers.edit, name="test_numbers"),
    path("data/caller/", erasure.look, name="erasure_look"),
    path("data/caller/erasure/", erasure.erase, name="erasure"),
    path("data/", retention.edit, name="retention"),
    path("forwarding/", forwarding.edit, name="forwarding"),
    path("branding/", branding.edit, name="branding"),
    path("branding/preview/", branding_preview.panel, name="branding_preview"),
    path("branding/preview/page/", branding_preview.page, name="branding_page"),
    path("branding/preview/colours.css", branding_preview.css, name="branding_css"),
    path("branding/preview/mail/", branding_preview.mail, name="branding_mail"),
]
