"""The portal's front door and its switcher."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from callboard.people import sessions
from callboard.people.models import Membership
from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import person

LANDING = "/calls/"


@require_safe
@person
def home(request: PersonRequest) -> HttpResponse:
    """Until a home exists, members begin with their calls; staff without a portal at theirs."""
    return HttpResponseRedirect(LANDING if request.person.membership else "/agency/")


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
    return HttpResponseRedirect(LANDING, status=303)
