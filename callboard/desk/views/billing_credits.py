from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.billing import credits, periods
from callboard.billing.models import Credit
from callboard.desk import find
from callboard.desk.forms.billing import CreditForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def give(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    period = periods.current(client.pk)
    if period is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = CreditForm(data, currency=period.terms.currency)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            credit = credits.give(client, **form.values, by=actor_of(request))
        except credits.NoOpenPeriod:
            form.add_error(None, _("Billing has ended. Set up a plan to begin again."))
        else:
            undo = reverse("desk:credit_removal", args=[client_id, credit.public_id])
            messages.success(request, _("The credit is given."), extra_tags=f"undo:{undo}")
            return panels.done(request, reverse("desk:client_billing", args=[client_id]))
    if form.is_bound:
        status = 422
    context = {"client": client, "form": form, "title": _("Give Credit")}
    return panels.panel(request, "desk/billing/credit.html", context, status)


@require_POST
@staff("billing.edit")
def remove(request: StaffRequest, client_id: str, credit_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    rows = Credit.objects.filter(client=client, public_id=credit_id)
    credit = rows.select_related("period__terms").first()
    if credit is None:
        raise Http404
    if credits.remove(credit, by=actor_of(request)):
        messages.success(request, _("The credit is taken back."))
    else:
        messages.info(request, _("This credit is in a closed period and stays."))
    return redirect("desk:client_billing", client_id)
