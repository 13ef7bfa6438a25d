from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import invitations
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("clients.invite")
def link(request: StaffRequest, client_id: str) -> HttpResponse:
    """Shows the live link once, in the answer to a POST: no page that can be read again has it."""
    client = find.client(request, client_id)
    try:
        address = invitations.copy_link(client, request.agency, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    live = find.invitation(find.client(request, client_id))
    until = live.expires_at if live else timezone.now()
    context = {"client": client, "link": address, "until": until}
    answer = panels.panel(request, "desk/invitation/link.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    answer.headers["HX-Trigger"] = "access-changed"
    return answer
