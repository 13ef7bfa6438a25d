"""A call that its client is not billed for."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.calls import billed, waivers
from callboard.calls.models import Call
from callboard.desk import find
from callboard.desk.forms.billing import WaiverForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def give(request: StaffRequest, call_id: str) -> HttpResponse:
    call = find.call(call_id)
    if call.client_id is None or billed.counted(call) is None:
        messages.info(request, _("This call counts for no client."))
        return _back(request, call)
    if waivers.of_call(call.pk, call.client_id) is not None:
        messages.info(request, _("This call is not billed already."))
        return _back(request, call)
    form = WaiverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        waivers.give(call, form.cleaned_data["reason"], by=actor_of(request))
        undo = reverse("desk:waiver_end", args=[call.public_id])
        messages.success(request, _("This call is not billed."), extra_tags=f"undo:{undo}")
        return _back(request, call)
    context = {"call_": call, "form": form, "title": _("Don’t Bill This Call")}
    return panels.panel(request, "desk/billing/waiver.html", context, 422 if form.errors else 200)


@require_POST
@staff("billing.edit")
def take_back(request: StaffRequest, call_id: str) -> HttpResponse:
    call = find.call(call_id)
    if waivers.take_back(call, by=actor_of(request)):
        messages.success(request, _("This call is billed again."))
    return _back(request, call)


def _back(request: StaffRequest, call: Call) -> HttpResponse:
    return panels.done(request, reverse("desk:call", args=[call.public_id]))
