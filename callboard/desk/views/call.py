from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callboard.calls.models import Call, Recording, Transcript
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.tenancy.audience import staff


@require_safe
@staff("calls.view")
def call(request: StaffRequest, call_id: str) -> HttpResponse:
    """With what the agency alone may know: reason, cost, why there is no sound."""
    shown = find.call(call_id)
    context = {
        "call_": shown,
        "transcript_": _transcript(shown),
        "recording_": _recording(shown),
        "zone": zone_of(request, shown.client.time_zone if shown.client else ""),
    }
    return render(request, "desk/calls/page.html", context)


@require_safe
@staff("calls.view")
def recording(request: StaffRequest, call_id: str) -> HttpResponse:
    raise Http404


def _transcript(call: Call) -> Transcript | None:
    return getattr(call, "transcript", None)


def _recording(call: Call) -> Recording | None:
    return getattr(call, "recording", None)
