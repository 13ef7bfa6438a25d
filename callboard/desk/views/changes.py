"""What clients want to be different, and only the agency can do."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callboard.agents import publications
from callboard.agents.models import ChangeRequest, Publication
from callboard.agents.publications import NotOpen
from callboard.agents.settings import requests
from callboard.agents.settings.sections import Section
from callboard.assistant.forms.request import ReturnForm
from callboard.desk import came_from, waiting
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views.panels import done as on_to
from callboard.desk.views.panels import panel
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_safe
@staff("agents.view")
def index(request: StaffRequest) -> HttpResponse:
    return _page(request)


@require_POST
@staff("agents.edit")
def mark_live(request: StaffRequest, version_id: str) -> HttpResponse:
    """Somebody has put it live at the provider."""
    one = _publication(version_id)
    try:
        publications.mark_live(one, by=actor_of(request))
    except NotOpen:
        return _page(request, refusal=_decided(one), status=409)
    words = _("Live. %(client)s sees it now.") % {"client": one.client.name}
    messages.success(request, words)
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def send_back(request: StaffRequest, version_id: str) -> HttpResponse:
    one = _publication(version_id)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            publications.send_back(one, form.cleaned_data["reason"], by=actor_of(request))
        except NotOpen:
            return _page(request, refusal=_decided(one), status=409)
        messages.success(request, _("Sent back. %(client)s reads why.") % {"client": one.client})
        return on_to(request, reverse("desk:changes"))
    status = 422 if form.errors else 200
    return panel(request, "desk/changes/return.html", {"one": one, "form": form}, status=status)


@require_POST
@staff("agents.edit")
def request_done(request: StaffRequest, change_request_id: str) -> HttpResponse:
    rows = ChangeRequest.objects.select_related("agent", "client")
    asked = rows.filter(public_id=change_request_id).first()
    if asked is None:
        raise Http404
    requests.done(asked, by=actor_of(request))
    messages.success(request, _("Done. It is off your list."))
    return _back(request)


def _page(request: StaffRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "waiting": waiting.changes(),
        "requests": waiting.requests(),
        "sections": Section,
        "zone": zone_of(request),
        "refusal": refusal,
    }
    return render(request, "desk/changes/index.html", context, status=status)


def _publication(public_id: str) -> Publication:
    rows = Publication.objects.select_related("agent", "client", "before")
    found: Publication | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _decided(one: Publication) -> str:
    words = _("Version %(n)s of %(client)s was decided meanwhile. Nothing was changed.")
    return words % {"n": one.number, "client": one.client.name}


def _back(request: StaffRequest) -> HttpResponse:
    return HttpResponseRedirect(came_from.address(request) or reverse("desk:changes"), status=303)
