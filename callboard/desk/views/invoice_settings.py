from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.billing import invoice_settings
from callboard.desk.forms.invoice import InvoiceSettingsForm
from callboard.desk.requests import StaffRequest
from callboard.payments import accounts
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def edit(request: StaffRequest) -> HttpResponse:
    present = invoice_settings.of(request.agency)
    initial = asdict(present) | {"before_number": present.prefix}
    form = InvoiceSettingsForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "stripe": accounts.of(request.agency)}
        return render(request, "desk/billing/settings.html", context, status=status)
    invoice_settings.change(request.agency, form.chosen(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:invoice_settings")
