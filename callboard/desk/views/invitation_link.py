from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import invitations
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui import phones


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
    words = _("%(agency)s set up your portal. Open it here: %(link)s")
    text = words % {"agency": request.agency.name, "link": address}
    context = {
        "client": client,
        "whose": client.name,
        "link": address,
        "until": until,
        "sms": phones.sms(client.mobile, text),
    }
    answer = panels.panel(request, "desk/invitation/link.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    answer.headers["HX-Trigger"] = "access-changed"
    return answer
