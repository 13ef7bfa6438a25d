"""What clients' people said of how a call was handled, once the agency has dealt with it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.calls import feedback
from callboard.calls.models import Feedback
from callboard.desk import came_from, find
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("calls.edit")
def seen(request: StaffRequest, call_id: str) -> HttpResponse:
    """All that was said of this call. Back to where it was read: the call's page, or home."""
    call = find.call(call_id)
    for said in Feedback.objects.filter(call=call, seen_at__isnull=True).select_related("call"):
        feedback.seen(said, by=actor_of(request))
    messages.success(request, _("Dealt with. The client’s words stay with the call."))
    return HttpResponseRedirect(came_from.address(request) or reverse("desk:home"), status=303)
