"""Pages of the demo alone: included only where CALLBOARD_DEMO is set."""

from django.urls import path

from callboard.demo.views import mailbox, stripe

app_name = "demo"

urlpatterns = [
    path("stripe/v1/<path:path>", stripe.answer, name="stripe_api"),
    path("stripe/<path:path>", stripe.page, name="stripe_page"),
    path("mailbox", mailbox.mails, name="mailbox"),
    path("mailbox/<str:name>", mailbox.mail, name="mail"),
    path("mailbox/<str:name>/html", mailbox.html, name="mail_html"),
]
