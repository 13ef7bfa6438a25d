"""All clients that are billed, and how far each is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.billing import overview, wording
from callboard.desk.requests import StaffRequest
from callboard.tenancy.audience import staff
from callboard.ui.zones import local


@require_safe
@staff("billing.view")
def index(request: StaffRequest) -> HttpResponse:
    """`?after=` is the name and id of the last client of the page before."""
    today = local(timezone.now(), request.agency.time_zone).date()
    page = overview.page(request.GET.get("after", ""), today)
    context = {"page": page, "words": wording, "nearly": wording.NEARLY}
    return render(request, "desk/billing/list.html", context)
