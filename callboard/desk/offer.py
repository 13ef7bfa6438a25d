"""The mail of an invitation that is not sent yet: what its dialog and its preview show."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from callboard.desk.requests import StaffRequest
from callboard.mail.messages import Message
from callboard.people.mails.invitation import invitation_message
from callboard.people.models import Invitation

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess


def until(request: StaffRequest, now: datetime) -> datetime:
    """How long a link sent now would work."""
    return now + timedelta(days=request.agency.invitation_days)


def mail(request: StaffRequest, client: "ClientWithAccess", note: str, now: datetime) -> Message:
    """By the template that will be sent; its link opens nothing."""
    invitation = Invitation(
        agency=request.agency,
        client=client,
        note=note,
        address=client.contact_email,
        invited_by=request.person.user,
        expires_at=until(request, now),
    )
    return invitation_message(invitation, link=request.agency.url("/invitation/preview/"))


def can_mail() -> bool:
    """Whether the operator has named a mail server and a sender."""
    return bool(settings.EMAIL_URL and settings.EMAIL_FROM)


def leads_nowhere() -> str:
    """The address that links would point to if only this machine can open it, else ""."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    here = host in {"", "localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
    return settings.PUBLIC_URL or "localhost" if here and not settings.DEMO else ""
