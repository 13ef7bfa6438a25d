"""The link of a mail to a call: it says whose call it is, so that it leads there whichever of
somebody's portals is open.
"""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import person


@require_safe
@person
def opened(request: PersonRequest, client_id: str, call_id: str) -> HttpResponse:
    """Another portal is opened by a button: a look changes nothing."""
    here, path = request.person.client, reverse("portal:call", args=[call_id])
    if here is not None and here.public_id == client_id:
        return HttpResponseRedirect(path)
    portals = {one.client.public_id: one.client for one in request.person.portals()}
    if client_id not in portals:
        raise Http404
    context = {"business": portals[client_id], "path": path, "of_a_call": True}
    return render(request, "portal/notices/other_portal.html", context)
