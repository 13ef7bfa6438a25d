"""What a client pays with, and the way to Stripe's own page where that is changed."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.limits.limit import Limit
from callboard.payments import card_page, customers, looking, wording
from callboard.payments.faults import StripeFault
from callboard.portal.requests import PersonRequest, client_of
from callboard.tenancy.audience import member_edits

PAGES_OF_CLIENT = Limit("card pages of a client", 20, timedelta(hours=1))


@require_POST
@member_edits("billing.payment_method")
def change(request: PersonRequest) -> HttpResponse:
    """On to the page at Stripe, made for this moment."""
    client = client_of(request)
    customer = customers.of(client)
    if customer is None:
        raise Http404
    if PAGES_OF_CLIENT.hit(client.pk).exceeded:
        messages.error(request, _("That was often. Try again in an hour."))
        return redirect("portal:billing")
    back = request.agency.url(reverse("portal:billing"))
    try:
        leads_to = card_page.open_for(customer, back=back, done=f"{back}?card=changed")
    except StripeFault as fault:
        looking.note_fault(customer.account, fault)
        messages.error(request, _("This can’t be opened right now. Try again in a few minutes."))
        return redirect("portal:billing")
    if card_page.is_where_forms_lead(leads_to):
        return HttpResponseRedirect(leads_to, status=303)
    # An agency may have these pages under its own name; a form may not lead there, a link may.
    return render(request, "portal/billing/leave.html", {"leads_to": leads_to})


def shown(request: PersonRequest) -> dict[str, Any]:
    """For the page of billing: nothing where the client is nobody at Stripe, or it is hidden."""
    if not request.visibility.sees("billing.payment_method"):
        return {"customer": None, "card_changed": False}
    customer = customers.of(client_of(request))
    changed = customer is not None and request.GET.get("card") == "changed"
    return {"customer": customer, "stripe_words": wording, "card_changed": changed}


def may_lead_there(response: HttpResponse) -> HttpResponse:
    """The page with the button says so: elsewhere forms lead to ourselves alone."""
    response._csp_update = {"form-action": [card_page.origin()]}  # type: ignore[attr-defined]
    return response
