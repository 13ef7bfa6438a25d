from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.calls.models import Call
from callboard.desk import bulk, needs
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.models import Batch
from callboard.tenancy.audience import staff

LATEST_CALLS = 8


@require_safe
@staff("clients.view")
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the agency, and the latest calls across clients."""
    calls = Call.objects.select_related("agent", "client").defer("known", "summary")
    calls = calls.filter(client__archived_at__isnull=True).newest_first()
    context = {
        "sending": _sending(request),
        "groups": needs.of(request.person, timezone.now()),
        "calls": list(calls[:LATEST_CALLS]) if request.person.may("calls.view") else [],
        "of_all": True,
        "zone": zone_of(request),
    }
    return render(request, "desk/home.html", context)


def _sending(request: StaffRequest) -> dict[str, str] | None:
    """The newest send to many that is under way."""
    running = Batch.objects.filter(ended_at__isnull=True).order_by("-id")
    if not request.person.may("clients.invite") or (batch := running.first()) is None:
        return None
    return {"public_id": batch.public_id, "words": bulk.standing(batch).words}
