"""View as Client: a client's portal as its people see it, in this browser, until Exit."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import viewings
from callboard.people.refusals import Gone, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("clients.view")
def begin(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    try:
        viewings.begin(client, request.person.session, by=actor_of(request))
    except Gone:
        raise
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    return panels.done(request, reverse("portal:home"))


@require_POST
@staff("clients.view")
def end(request: StaffRequest) -> HttpResponse:
    """Back to the client's page, from which it began."""
    seen = viewings.end(request.person.session, by=actor_of(request))
    if seen is None:
        return panels.done(request, reverse("desk:home"))
    return panels.done(request, reverse("desk:client", args=[seen.public_id]))
