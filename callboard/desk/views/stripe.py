"""The agency's own account at Stripe: connecting it, its keys, and letting it go."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from callboard.desk.forms.stripe import KeyForm, SigningForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.payments import accounts, wording
from callboard.payments.faults import StripeFault
from callboard.payments.models import Account, Customer
from callboard.payments.reading import EVENTS
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff("billing.edit")
def edit(request: StaffRequest) -> HttpResponse:
    """The key is tried at Stripe before it is kept."""
    account = accounts.of(request.agency)
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, account, key_form=form)
    key = form.cleaned_data["api_key"]
    try:
        known = accounts.look(key)
        accounts.connect(request.agency, known, api_key=key, by=actor_of(request))
    except StripeFault as fault:
        form.add_error("api_key", wording.fault(fault))
    except accounts.Elsewhere:
        form.add_error(
            "api_key",
            _("This key is of another account or mode. Disconnect this one first, then enter it."),
        )
    else:
        messages.success(request, _("Connected.") if account is None else _("Saved."))
        return redirect("desk:stripe")
    return _page(request, account, key_form=form)


@require_POST
@never_cache
@staff("billing.edit")
def signing(request: StaffRequest) -> HttpResponse:
    account = accounts.of(request.agency)
    if account is None:
        return redirect("desk:stripe")
    form = SigningForm(request.POST)
    if not form.is_valid():
        return _page(request, account, signing_form=form)
    accounts.sign_with(account, form.cleaned_data["secret"], by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:stripe")


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def disconnection(request: StaffRequest) -> HttpResponse:
    account = accounts.of(request.agency)
    if account is None:
        return redirect("desk:stripe")
    if request.method == "POST":
        if accounts.disconnect(request.agency, by=actor_of(request)):
            messages.success(request, _("Disconnected. The keys are forgotten."))
        return panels.done(request, reverse("desk:stripe"))
    linked = Customer.objects.filter(account=account).count()
    context = {"linked": linked, "title": _("Disconnect Stripe")}
    return panels.panel(request, "desk/stripe/disconnection.html", context)


def _page(
    request: StaffRequest,
    account: Account | None,
    *,
    key_form: KeyForm | None = None,
    signing_form: SigningForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "at_stripe": account,
        "key_form": key_form or KeyForm(),
        "signing_form": signing_form or SigningForm(),
        "needed": wording.NEEDED,
        "events": EVENTS,
    }
    if account is not None:
        context |= {
            "hook_url": accounts.hook_url(request.agency, account),
            "fault": wording.standing(account.fault),
            "old_secret_works": len(account.secrets_at(timezone.now())) > 1,
            "zone": request.agency.time_zone,
        }
    asked = [form for form in (key_form, signing_form) if form is not None and form.errors]
    return render(request, "desk/stripe/settings.html", context, status=422 if asked else 200)
