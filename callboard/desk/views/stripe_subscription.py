"""Which subscription at Stripe bills a client's plan: one that is there, or a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.desk.requests import StaffRequest
from callboard.desk.views.stripe_client import customer_of, found, telling
from callboard.payments import customers, linking, subscriptions
from callboard.payments.subscriptions import NoNextPeriod
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("billing.edit")
def choose(request: StaffRequest, client_id: str) -> HttpResponse:
    """`subscription` is its id at Stripe; it has billed the present period already."""
    client, account = found(request, client_id)
    customer = customer_of(client)
    with telling(request, account):
        asked = request.POST.get("subscription", "")
        if linking.choose(customer, asked, by=actor_of(request)):
            messages.success(request, _("It bills the plan now."))
        else:
            messages.error(request, _("This subscription can’t bill the plan."))
    return redirect("desk:stripe_client", client_id)


@require_POST
@staff("billing.edit")
def start(request: StaffRequest, client_id: str) -> HttpResponse:
    client, account = found(request, client_id)
    customer = customer_of(client)
    try:
        with telling(request, account):
            subscriptions.start(customer, by=actor_of(request))
            messages.success(request, _("Started. Stripe bills from the next period on."))
    except NoNextPeriod:
        messages.error(request, _("Set up a plan that goes on first."))
    return redirect("desk:stripe_client", client_id)


@require_POST
@staff("billing.edit")
def let_go(request: StaffRequest, client_id: str) -> HttpResponse:
    client, _account = found(request, client_id)
    if customers.let_go(customer_of(client), by=actor_of(request)):
        messages.success(request, _("The plan is billed here again."))
    return redirect("desk:stripe_client", client_id)
