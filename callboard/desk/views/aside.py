"""Whether a call's client sees it."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.calls import aside
from callboard.calls.models import Call
from callboard.desk import came_from, find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("calls.edit")
def keep(request: StaffRequest, call_id: str) -> HttpResponse:
    call = find.call(call_id)
    if call.client is None:
        return _nobodys(request, call)
    aside.keep(call, by=actor_of(request))
    words = _("Kept aside. %(client)s doesn’t see this call.")
    return _done(request, call, words % {"client": call.client.name}, undo="desk:call_shown")


@require_POST
@staff("calls.edit")
def show(request: StaffRequest, call_id: str) -> HttpResponse:
    call = find.call(call_id)
    if call.client is None:
        return _nobodys(request, call)
    aside.show(call, by=actor_of(request))
    words = _("%(client)s sees this call now.") % {"client": call.client.name}
    return _done(request, call, words, undo="desk:call_aside")


def _done(request: StaffRequest, call: Call, words: str, *, undo: str) -> HttpResponse:
    path = came_from.carried(reverse(undo, args=[call.public_id]), came_from.address(request))
    messages.success(request, words, extra_tags=f"undo:{path}")
    return _back(request, call)


def _nobodys(request: StaffRequest, call: Call) -> HttpResponse:
    messages.info(request, _("This call belongs to nobody yet. Only your agency sees it."))
    return _back(request, call)


def _back(request: StaffRequest, call: Call) -> HttpResponse:
    """To the list it was pressed in, or to the call."""
    otherwise = reverse("desk:call", args=[call.public_id])
    return panels.done(request, came_from.address(request) or otherwise)
