"""Setting what a client pays, and ending it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.agencies.models import Client
from callboard.billing import boundaries, periods, plans
from callboard.billing.models import Plan, Rounding
from callboard.billing.plans import CurrencyStays
from callboard.desk import find
from callboard.desk.forms.plan import PlanForm, as_initial
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui.times import short_day

_NEW = {
    "name": "Standard",
    "currency": "USD",
    "setup_fee": "",
    "included_minutes": 300,
    "rounding": Rounding.PER_SECOND.value,
    "period_day": 1,
    "due_days": 14,
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def edit(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    form, is_new = _form(request, client)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return _page(request, client, form, status)
    try:
        if is_new:
            day = form.cleaned_data["starts_on"]
            plans.begin(client, form.offer(), starts_on=day, by=actor_of(request))
        else:
            now_already = form.cleaned_data["begins"] == "now"
            plans.change(client, form.offer(), now_already=now_already, by=actor_of(request))
    except CurrencyStays:
        form.add_error("currency", _("Something was billed in another currency. Choose that one."))
        return _page(request, client, form, 422)
    messages.success(request, _("Saved."))
    return redirect("desk:client_billing", client_id)


def _form(request: StaffRequest, client: Client) -> tuple[PlanForm, bool]:
    plan = Plan.objects.filter(client=client).first()
    period = periods.current(client.pk) if plan else None
    today = timezone.now().astimezone(ZoneInfo(client.time_zone)).date()
    is_new = period is None or plan is None or plan.ends_on is not None
    options: dict[str, Any] = {"today": today}
    if period is None:
        initial = _NEW | {"starts_on": boundaries.start_of(today, 1)}
    else:
        terms = plans.coming(client, period.starts_on) or period.terms
        options |= {"terms": terms, "currency_stays": plans.currency_stays(client)}
        options["next_on"] = None if is_new else period.ends_on
        initial = as_initial(terms)
        if is_new:
            initial["starts_on"] = today
    data = request.POST if request.method == "POST" else None
    return PlanForm(data, initial=initial, **options), is_new


def _page(request: StaffRequest, client: Client, form: PlanForm, status: int) -> HttpResponse:
    return render(
        request, "desk/billing/plan.html", {"client": client, "form": form}, status=status
    )


@require_POST
@staff("billing.edit")
def end(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    if plans.end(client, by=actor_of(request)):
        period = periods.current(client.pk)
        assert period is not None
        undo = reverse("desk:billing_ending_undoing", args=[client_id])
        words = _("Billing ends on %(day)s.") % {"day": short_day(period.ends_on)}
        messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("desk:client_billing", client_id)


@require_POST
@staff("billing.edit")
def go_on(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    if plans.go_on(client, by=actor_of(request)):
        messages.success(request, _("Billing goes on."))
    else:
        messages.info(request, _("Billing has ended. Set up a plan to begin again."))
    return redirect("desk:client_billing", client_id)
