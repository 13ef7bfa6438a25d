"""Pages of the demo alone: included only where CALLBOARD_DEMO is set."""

from django.urls import path

from callboard.demo.views import mailbox

app_name = "demo"

urlpatterns = [
    path("mailbox", mailbox.mails, name="mailbox"),
    path("mailbox/<str:name>", mailbox.mail, name="mail"),
    path("mailbox/<str:name>/html", mailbox.html, name="mail_html"),
]
