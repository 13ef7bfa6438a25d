from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.calls.models import Call, Feedback
from callboard.calls.wording import Verdict, verdict
from callboard.desk import bulk, needs
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.models import Batch
from callboard.tenancy.audience import staff

LATEST_CALLS = 8
# Of what clients said of calls; what is older waits behind it.
SAID = 5


@require_safe
@staff("clients.view")
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the agency, and the latest calls across clients."""
    sees_calls = request.person.may("calls.view")
    context = {
        "sending": _sending(request),
        "groups": needs.of(request.person, timezone.now()),
        "calls": _latest() if sees_calls else [],
        "said": _said() if sees_calls else [],
        "of_all": True,
        "zone": zone_of(request),
    }
    return render(request, "desk/home.html", context)


def _latest() -> list[tuple[Call, Verdict | None]]:
    rows = Call.objects.select_related("agent", "client").defer("known", "summary")
    rows = rows.filter(client__archived_at__isnull=True).newest_first()
    return [(call, verdict(call, for_agency=True)) for call in rows[:LATEST_CALLS]]


def _said() -> list[Feedback]:
    """Calls that somebody thinks were not handled well, newest first."""
    rows = Feedback.objects.filter(handled_well=False, seen_at__isnull=True)
    return list(rows.select_related("call", "client", "user").order_by("-given_at", "-id")[:SAID])


def _sending(request: StaffRequest) -> dict[str, str] | None:
    """The newest send to many that is under way."""
    running = Batch.objects.filter(ended_at__isnull=True).order_by("-id")
    if not request.person.may("clients.invite") or (batch := running.first()) is None:
        return None
    return {"public_id": batch.public_id, "words": bulk.standing(batch).words}
