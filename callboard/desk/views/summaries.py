"""Settings → Weekly summary: when it goes out, and what stands in it."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agencies.models import Client
from callboard.desk.forms.summaries import RulesForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.summaries import rules
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def edit(request: StaffRequest) -> HttpResponse:
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        initial=asdict(rules.of(request.agency.pk)),
    )
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "client": Client.objects.current().order_by("name", "pk").first()}
        status = 422 if form.is_bound else 200
        return render(request, "desk/summaries/rules.html", context, status=status)
    rules.change(request.agency, form.rules(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:summaries")
