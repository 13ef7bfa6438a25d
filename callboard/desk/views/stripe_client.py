"""Who a client is at Stripe: found or made, linked, unlinked."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callboard.agencies.models import Client
from callboard.desk import find
from callboard.desk.forms.stripe import CustomerForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.payments import accounts, customers, linking, looking, subscriptions, wording
from callboard.payments.customers import Taken
from callboard.payments.faults import StripeFault
from callboard.payments.models import Account, Customer
from callboard.payments.reading import CustomerFacts
from callboard.payments.subscriptions import NoNextPeriod
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_safe
@staff("billing.edit")
def show(request: StaffRequest, client_id: str) -> HttpResponse:
    """`?asked=` is an address or an id: who has it at Stripe can be linked."""
    client, account = found(request, client_id)
    customer = customers.of(client)
    context: dict[str, Any] = {"client": client, "at_stripe": account, "customer": customer}
    if customer is not None:
        return _linked(request, customer, context)
    form = CustomerForm(request.GET if "asked" in request.GET else None)
    form.fields["asked"].initial = client.contact_email
    matches: list[CustomerFacts] = []
    if form.is_bound and form.is_valid():
        try:
            matches = linking.find(account, form.cleaned_data["asked"])
        except StripeFault as fault:
            looking.note_fault(account, fault)
            form.add_error("asked", wording.fault(fault))
    rows = Customer.objects.filter(stripe_id__in=[one.stripe_id for one in matches])
    taken = dict(rows.values_list("stripe_id", "client__name"))
    searched = form.is_bound and not form.errors
    context |= {"form": form, "matches": matches, "taken": taken, "searched": searched}
    status = 422 if form.errors else 200
    return render(request, "desk/stripe/link.html", context, status=status)


def _linked(request: StaffRequest, customer: Customer, context: dict[str, Any]) -> HttpResponse:
    context |= {"fault": "", "subscriptions": [], "next": None, "words": wording}
    try:
        told = linking.subscriptions(customer)
    except StripeFault as fault:
        looking.note_fault(customer.account, fault)
        context["fault"] = wording.fault(fault)
    else:
        client = context["client"]
        context["subscriptions"] = [(one, linking.fits(client, one)) for one in told]
        context["one_runs"] = any(one.is_live for one in told)
        with suppress(NoNextPeriod):
            period, context["next"] = subscriptions.next_of(customer)
            context["next_on"] = period.ends_on
    return render(request, "desk/stripe/customer.html", context)


@require_POST
@staff("billing.edit")
def link(request: StaffRequest, client_id: str) -> HttpResponse:
    """`customer` is its id at Stripe: asked for again, so that nobody links what is not there."""
    client, account = found(request, client_id)
    asked = request.POST.get("customer", "")
    own = reverse("desk:stripe_client", args=[client_id])
    with telling(request, account):
        matches = linking.find(account, asked) if asked.startswith("cus_") else []
        if not matches:
            messages.error(request, _("Stripe doesn’t know this customer any more."))
            return redirect(own)
        linking.link(client, account, matches[0], by=actor_of(request))
        messages.success(request, _("Linked."))
    return redirect(own)


@require_POST
@staff("billing.edit")
def make(request: StaffRequest, client_id: str) -> HttpResponse:
    client, account = found(request, client_id)
    with telling(request, account):
        linking.make(client, account, by=actor_of(request))
        messages.success(request, _("Added at Stripe, and linked."))
    return redirect("desk:stripe_client", client_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def unlinking(request: StaffRequest, client_id: str) -> HttpResponse:
    client, _account = found(request, client_id)
    customer = customer_of(client)
    if request.method == "POST":
        if customers.unlink(customer, by=actor_of(request)):
            messages.success(request, _("Unlinked. This client is billed here."))
        return panels.done(request, reverse("desk:client_billing", args=[client_id]))
    context = {"client": client, "customer": customer, "title": _("Unlink from Stripe")}
    return panels.panel(request, "desk/stripe/unlinking.html", context)


@require_POST
@staff("billing.edit")
def look(request: StaffRequest, client_id: str) -> HttpResponse:
    """Asks Stripe now, without waiting for it to tell."""
    client, account = found(request, client_id)
    customer = customer_of(client)
    with telling(request, account):
        looking.at_customer(account, customer.stripe_id)
        messages.success(request, _("Up to date with Stripe."))
    return redirect("desk:client_billing", client_id)


@contextmanager
def telling(request: StaffRequest, account: Account) -> Iterator[None]:
    """Says what went wrong, and notes a fault of Stripe's at the account."""
    try:
        yield
    except Taken:
        messages.error(request, _("This customer, or this client, is linked already."))
    except StripeFault as fault:
        looking.note_fault(account, fault)
        messages.error(request, wording.fault(fault))


def found(request: StaffRequest, client_id: str) -> tuple[Client, Account]:
    """404 where no account is connected."""
    client = find.client(request, client_id)
    account = accounts.of(request.agency)
    if account is None:
        raise Http404
    return client, account


def customer_of(client: Client) -> Customer:
    customer = customers.of(client)
    if customer is None:
        raise Http404
    return customer
