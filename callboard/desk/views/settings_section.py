"""Editing one section of an agent's settings."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agents.settings.sections import Section
from callboard.assistant import voices
from callboard.assistant.addresses import at_desk
from callboard.assistant.editing import edit as edited
from callboard.assistant.sample_answer import sample_answer
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.examples import agent_voices
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def edit(request: StaffRequest, public_id: str, section: str) -> HttpResponse:
    agent = find.agent(public_id)
    if section not in Section.values:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    done = edited(agent, Section(section), sent, by=actor_of(request))
    at = at_desk(agent)
    if done.status == 303:
        messages.success(request, _("Draft saved. It is not live yet."))
        return HttpResponseRedirect(at.page, status=303)
    context = {
        "agent": agent,
        "part": Section(section),
        "edited": done,
        "form": done.form,
        "at": at,
        "heard": voices.can_be_heard(),
        "zone": zone_of(request, agent.client.time_zone),
    }
    return render(request, "desk/settings/section.html", context, status=done.status)


@require_safe
@staff("agents.view")
def sample(request: StaffRequest, public_id: str, voice: str) -> HttpResponse:
    """How a voice sounds."""
    agent, found = find.agent(public_id), agent_voices.named(voice)
    if found not in voices.offered(agent.connection) or not voices.can_be_heard():
        raise Http404
    return sample_answer(request, voices.sample(found, agent.name))
