"""The figures from which the value of bookings is estimated."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.calls import worth
from callboard.calls.models import Worth
from callboard.people.requests import actor_of
from callboard.portal.forms.worth import WorthForm
from callboard.portal.requests import PersonRequest, client_of
from callboard.tenancy.audience import member_edits


@require_http_methods(["GET", "HEAD", "POST"])
@member_edits("analytics.value")
def edit(request: PersonRequest) -> HttpResponse:
    known = Worth.objects.first()
    if request.method != "POST":
        return _page(request, WorthForm.of(known), known)
    form = WorthForm(request.POST)
    if not form.is_valid():
        return _page(request, form, known, status=422)
    worth.say(client_of(request), form.facts(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("portal:analytics")


@require_POST
@member_edits("analytics.value")
def removal(request: PersonRequest) -> HttpResponse:
    worth.forget(client_of(request), by=actor_of(request))
    messages.success(request, _("Nothing is estimated any more."))
    return redirect("portal:analytics")


def _page(
    request: PersonRequest, form: WorthForm, known: Worth | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "known": known}
    return render(request, "portal/analytics/worth.html", context, status=status)
