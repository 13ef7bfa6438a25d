"""Where somebody who comes to the bare address is taken, and the switcher between portals."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from callboard.people import sessions
from callboard.people.models import Membership
from callboard.portal import next_page
from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import person

HOME = "/home/"


@require_safe
@person
def front_door(request: PersonRequest) -> HttpResponse:
    """Members to their home; staff without a portal to the agency's side."""
    return HttpResponseRedirect(HOME if request.person.client else "/agency/")


@require_POST
@person
def switch(request: PersonRequest) -> HttpResponse:
    """Opens another of this person's portals in this browser."""
    wanted = (
        Membership.objects.active()
        .filter(user=request.person.user, client__public_id=request.POST.get("client", ""))
        .first()
    )
    if wanted is None:
        raise Http404
    sessions.choose(request.person.session, wanted)
    return HttpResponseRedirect(next_page.wanted(request) or HOME, status=303)
