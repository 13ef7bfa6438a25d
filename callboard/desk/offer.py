"""The mail of an invitation that is not sent yet: what its dialog and its preview show."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from callboard.desk.requests import StaffRequest
from callboard.mail.messages import Message
from callboard.people import messages
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
    return messages.invitation_message(invitation, link=request.agency.url("/invitation/preview/"))
