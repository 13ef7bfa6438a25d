"""What a URL's id means inside the open scope; everything else is not found."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.calls.models import Call, Move
from callboard.desk.requests import StaffRequest
from callboard.people import access
from callboard.people.models import Invitation

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess


def client(request: StaffRequest, public_id: str) -> "ClientWithAccess":
    """With its access state."""
    rows = access.with_access(Client.objects.filter(public_id=public_id), timezone.now())
    found = rows.first()
    if found is None:
        raise Http404
    found.agency = request.agency  # read already; its brand with it
    return found


def invitation(of: "ClientWithAccess") -> Invitation | None:
    """The one that the client's access state reads, with its mail."""
    if of.invitation_id is None:
        return None
    found: Invitation = Invitation.objects.select_related("mail").get(pk=of.invitation_id)
    return found


def call(public_id: str) -> Call:
    rows = Call.objects.select_related(
        "client",
        "agent",
        "connection",
        "transcript",
        "recording",
        "flagged_by",
        "called_back_by",
        "tool_uses",
    )
    found: Call | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def agent(public_id: str) -> Agent:
    rows = Agent.objects.select_related("client__agency", "connection")
    found: Agent | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def move(public_id: str) -> Move:
    rows = Move.objects.select_related("agent", "from_client", "to_client")
    found: Move | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
