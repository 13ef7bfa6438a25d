"""Publishing an agent's settings, and what was published before."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.agents.publications import AlreadyPublishing
from callboard.agents.settings import drafts
from callboard.agents.settings.sections import Section
from callboard.assistant import history
from callboard.assistant.addresses import at_desk
from callboard.assistant.before import number_in
from callboard.assistant.reader import Reader
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views.settings import page
from callboard.people.requests import actor_of
from callboard.providers.publish_settings import DraftChanged, NothingToPublish, publish_settings
from callboard.tenancy.audience import staff


@require_POST
@staff("agents.edit")
def publish(request: StaffRequest, public_id: str) -> HttpResponse:
    agent, seen = find.agent(public_id), request.POST.get("seen", "")
    try:
        publish_settings(agent, list(Section), seen=seen, by=actor_of(request))
    except DraftChanged:
        words = _("Somebody changed the draft meanwhile. Look at it again before you publish.")
        return page(request, agent, refusal=words, status=409)
    except AlreadyPublishing:
        words = _("The changes before are still being published. Try again in a moment.")
        return page(request, agent, refusal=words, status=409)
    except NothingToPublish:
        pass  # sent twice
    return HttpResponseRedirect(at_desk(agent).page, status=303)


@require_POST
@staff("agents.edit")
def discard(request: StaffRequest, public_id: str) -> HttpResponse:
    agent = find.agent(public_id)
    if drafts.discard(agent, list(Section), by=actor_of(request)):
        messages.success(request, _("Draft discarded. What is live stays."))
    return HttpResponseRedirect(at_desk(agent).page, status=303)


@require_safe
@staff("agents.view")
def versions(request: StaffRequest, public_id: str) -> HttpResponse:
    agent, reader = find.agent(public_id), Reader.of_staff(request.person)
    context = {
        "agent": agent,
        "at": at_desk(agent),
        "history": history.of(agent, reader, number_in(request.GET)),
        "zone": zone_of(request, agent.client.time_zone),
    }
    return render(request, "desk/settings/history.html", context)


@require_POST
@staff("agents.edit")
def restore(request: StaffRequest, public_id: str, version_id: str) -> HttpResponse:
    """An earlier version becomes the draft, to be looked at and published."""
    agent = find.agent(public_id)
    version = history.version(agent, version_id)
    if version is None:
        raise Http404
    drafts.restore(agent, version, list(Section), by=actor_of(request))
    words = _("Version %(n)s is the draft now. It is not live yet.") % {"n": version.number}
    messages.success(request, words)
    return HttpResponseRedirect(at_desk(agent).page, status=303)
