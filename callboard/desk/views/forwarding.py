"""How the agency's clients are told to switch call forwarding on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agencies import forwarding
from callboard.desk.forms.forwarding import ForwardingForm, as_initial
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def edit(request: StaffRequest) -> HttpResponse:
    present = as_initial(forwarding.of(request.agency))
    form = ForwardingForm(request.POST or None, initial=present)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "desk/forwarding.html", {"form": form}, status=status)
    forwarding.change(request.agency, form.forwarding(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:forwarding")
