"""The link of a mail to a page of one client's portal, whichever of somebody's portals is open."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import person

FRONT = "home"
PLACES = {
    FRONT: "/home/",
    "call-backs": "/calls/?call_back=1",
    "to-enter": "/bookings/?tab=not-in-calendar",
}


@require_safe
@person
def opened(request: PersonRequest, client_id: str, place: str = FRONT) -> HttpResponse:
    """Another portal is opened by a button: a look changes nothing."""
    if place not in PLACES:
        raise Http404
    here, path = request.person.client, PLACES[place]
    if here is not None and here.public_id == client_id:
        return HttpResponseRedirect(path)
    portals = {one.client.public_id: one.client for one in request.person.portals()}
    if client_id not in portals:
        raise Http404
    context = {"business": portals[client_id], "path": path}
    return render(request, "portal/notices/other_portal.html", context)
