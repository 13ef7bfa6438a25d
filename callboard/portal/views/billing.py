"""What a client pays: its plan, what is used of it, and what it comes to so far."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callboard.billing import periods, plans, statement, wording
from callboard.billing.models import Plan
from callboard.portal.requests import PersonRequest, client_of
from callboard.tenancy.audience import member_sees


@require_safe
@member_sees("billing")
def index(request: PersonRequest) -> HttpResponse:
    client = client_of(request)
    plan = Plan.objects.filter(client=client).first()
    period = periods.current(client.pk) if plan else None
    if plan is None or period is None:
        raise Http404
    told = statement.of(period)
    context = {
        "plan": plan,
        "told": told,
        "terms": period.terms,
        "lines": wording.lines(told),
        "share": wording.share(told),
        "nearly": wording.NEARLY,
        "coming": plans.coming(client, period.starts_on),
        "words": wording,
        "zone": client.time_zone,
    }
    return render(request, "portal/billing/index.html", context)
