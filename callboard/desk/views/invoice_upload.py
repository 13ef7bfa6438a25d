"""An invoice that the agency made elsewhere."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.billing import invoices, periods
from callboard.billing.invoices import NumberTaken
from callboard.desk import find
from callboard.desk.forms.invoice import UploadForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui.zones import local

DUE_DAYS = 14


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def upload(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    period = periods.current(client.pk)
    today = local(timezone.now(), client.time_zone).date()
    days = period.terms.due_days if period else DUE_DAYS
    initial = {
        "currency": period.terms.currency if period else "USD",
        "issued_on": today.isoformat(),
        "due_on": (today + timedelta(days=days)).isoformat(),
    }
    posted = request.method == "POST"
    form = UploadForm(
        request.POST if posted else None, request.FILES if posted else None, initial=initial
    )
    if posted and form.is_valid():
        try:
            invoice = invoices.upload(client, **form.cleaned_data, by=actor_of(request))
        except NumberTaken:
            form.add_error("number", _("Another invoice has this number. Enter another one."))
        else:
            messages.success(request, _("Added. %(name)s sees it now.") % {"name": client.name})
            return redirect("desk:invoice", client_id, invoice.public_id)
    context = {"client": client, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/billing/upload.html", context, status=status)
