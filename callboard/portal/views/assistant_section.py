"""Editing one section of an assistant's settings, and asking the agency where only it may."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents.settings import requests
from callboard.agents.settings.sections import Section
from callboard.assistant import voices
from callboard.assistant.addresses import in_portal
from callboard.assistant.editing import edit as edited
from callboard.assistant.forms.request import RequestForm
from callboard.people.requests import actor_of
from callboard.portal import mine
from callboard.portal.requests import PersonRequest, zone_of
from callboard.portal.views import errors
from callboard.portal.views.assistant import reader_of
from callboard.tenancy.audience import member_sees


@require_http_methods(["GET", "HEAD", "POST"])
@member_sees("assistant")
def edit(request: PersonRequest, public_id: str, section: str) -> HttpResponse:
    agent, part = mine.agent(request, public_id), _seen(request, section)
    if part not in reader_of(request).edits:
        return errors.refused(request, "plain/forbidden.html")
    if part is Section.VOICE and not voices.offered(agent.connection):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    done = edited(agent, part, sent, by=actor_of(request))
    at = in_portal(agent)
    if done.status == 303:
        messages.success(request, _("Draft saved. It is not live yet."))
        return HttpResponseRedirect(at.page, status=303)
    context = {
        "agent": agent,
        "part": part,
        "edited": done,
        "form": done.form,
        "at": at,
        "heard": voices.can_be_heard(),
        "zone": zone_of(request),
    }
    return render(request, "portal/assistant/section.html", context, status=done.status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_sees("assistant")
def ask(request: PersonRequest, public_id: str, section: str) -> HttpResponse:
    agent, part = mine.agent(request, public_id), _seen(request, section)
    at = in_portal(agent)
    words = _("Hello, please change this for %(name)s: ") % {"name": agent.name}
    form = RequestForm(request.POST if request.method == "POST" else None, initial={"text": words})
    if form.is_valid():
        requests.ask(agent, part, form.cleaned_data["text"], by=actor_of(request))
        told = _("%(agency)s has your request.") % {"agency": request.agency.name}
        messages.success(request, told)
        return HttpResponseRedirect(at.page, status=303)
    context = {"agent": agent, "part": part, "form": form, "at": at}
    status = 422 if form.errors else 200
    return render(request, "portal/assistant/request.html", context, status=status)


def _seen(request: PersonRequest, section: str) -> Section:
    """Raises `Http404` for what is none, or is hidden."""
    if section not in Section.values or Section(section) not in reader_of(request).sees:
        raise Http404
    return Section(section)
