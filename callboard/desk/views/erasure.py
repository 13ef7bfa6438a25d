"""Erasing a caller on request: what would go is shown first, then the number's end is typed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from callboard.calls import of_number
from callboard.desk.forms.erasure import ErasureConfirmationForm, ErasureForm
from callboard.desk.forms.retention import RetentionForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import retention
from callboard.people.requests import actor_of
from callboard.providers import erasing
from callboard.tenancy.audience import staff


@sensitive_post_parameters()
@require_POST
@staff("settings.edit")
def look(request: StaffRequest) -> HttpResponse:
    """A POST, so that the number is in no address."""
    form = ErasureForm(request.POST)
    if not form.is_valid():
        present = {"recordings_kept_days": request.agency.recordings_kept_days}
        return retention.page(request, RetentionForm(initial=present), erasure=form, status=422)
    return _shown(request, ErasureConfirmationForm(initial=form.cleaned_data))


@sensitive_post_parameters()
@require_POST
@staff("settings.edit")
def erase(request: StaffRequest) -> HttpResponse:
    form = ErasureConfirmationForm(request.POST)
    if not form.is_valid():
        if "number" in form.errors:
            return look(request)
        return _shown(request, form, status=422)
    erasing.start(request.agency, form.cleaned_data["number"], by=actor_of(request))
    messages.success(request, _("The caller is being erased. It takes a moment."))
    return redirect("desk:retention")


def _shown(request: StaffRequest, form: ErasureConfirmationForm, status: int = 200) -> HttpResponse:
    number = form.cleaned_data["number"] if form.is_bound else form.initial["number"]
    found = of_number.found(number)
    context = {"form": form, "found": found, "number": number, "zone": zone_of(request)}
    return render(request, "desk/retention/erasure.html", context, status=status)
