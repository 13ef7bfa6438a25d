"""How the agency's invitations work."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agencies import portal_settings
from callboard.desk.forms.portal_settings import PortalSettingsForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def edit(request: StaffRequest) -> HttpResponse:
    present = asdict(portal_settings.of(request.agency))
    form = PortalSettingsForm(request.POST or None, initial=present)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "desk/portal_settings.html", {"form": form}, status=status)
    portal_settings.change(request.agency, form.settings(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:portal_settings")
