"""How far a send to many clients has come, row by row."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from callboard.desk import bulk
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import panels
from callboard.people import batches
from callboard.people.models import Batch
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui import csv_lines


@require_safe
@staff("clients.invite")
def batch(request: StaffRequest, public_id: str) -> HttpResponse:
    shown, now = _find(public_id), timezone.now()
    stands, found = bulk.standing(shown), bulk.rows(shown)
    partly = bool(request.htmx) and request.htmx.target == "batch"
    context = {
        "batch": shown,
        "standing": stands,
        "rows": _rows(request, found[: bulk.SHOWN]),
        "watched": bulk.watched(shown, stands, now),
        "begun": shown.begins_at <= now,
        "zone": zone_of(request),
    }
    template = "desk/batch/_progress.html" if partly else "desk/batch/page.html"
    answer = render(request, template, context)
    answer.headers["Vary"] = "HX-Request, HX-Target"
    return answer


@require_POST
@staff("clients.invite")
def stop(request: StaffRequest, public_id: str) -> HttpResponse:
    stopped = batches.stop(_find(public_id), by=actor_of(request))
    words = ngettext(
        "Stopped. %(n)s client is left as it was.",
        "Stopped. %(n)s clients are left as they were.",
        stopped,
    )
    messages.success(request, words % {"n": stopped} if stopped else _("All were sent already."))
    return _back(request, public_id)


@require_POST
@staff("clients.invite")
def retry(request: StaffRequest, public_id: str) -> HttpResponse:
    if not batches.retry(_find(public_id), by=actor_of(request)):
        messages.info(request, _("Nothing is left to try again."))
    return _back(request, public_id)


@require_safe
@staff("clients.invite")
def csv(request: StaffRequest, public_id: str) -> HttpResponse:
    """Every client of the batch and what became of it."""
    found = _rows(request, bulk.rows(_find(public_id)))
    cells = [[_("Client"), _("Email"), _("Result")]]
    cells += [[row["client"].name, row["client"].contact_email, row["words"]] for row in found]
    text = csv_lines.BOM + "".join(csv_lines.lines(cells))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="invitations.csv"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _find(public_id: str) -> Batch:
    found: Batch | None = Batch.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _rows(request: StaffRequest, items: Any) -> list[dict[str, Any]]:
    zone = zone_of(request)
    return [{"client": one.client, "words": bulk.words(one, zone), "item": one} for one in items]


def _back(request: StaffRequest, public_id: str) -> HttpResponse:
    return panels.done(request, reverse("desk:batch", args=[public_id]))
