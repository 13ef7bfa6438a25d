"""Publishing an assistant's settings, taking them back, and what was published before."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.agents import publications
from callboard.agents.publications import AlreadyPublishing, NotOpen
from callboard.agents.settings import drafts, standing
from callboard.assistant import history
from callboard.assistant.addresses import in_portal
from callboard.assistant.before import number_in
from callboard.people.requests import actor_of
from callboard.portal import mine
from callboard.portal.requests import PersonRequest, zone_of
from callboard.portal.views import errors
from callboard.portal.views.assistant import page, reader_of
from callboard.providers.publish_settings import DraftChanged, NothingToPublish, publish_settings
from callboard.tenancy.audience import member_sees


@require_POST
@member_sees("assistant")
def publish(request: PersonRequest, public_id: str) -> HttpResponse:
    agent, reader = mine.agent(request, public_id), reader_of(request)
    if not reader.edits:
        return errors.refused(request, "plain/forbidden.html")
    seen = request.POST.get("seen", "")
    try:
        publish_settings(agent, reader.edits, seen=seen, by=actor_of(request))
    except DraftChanged:
        words = _("Somebody changed the draft meanwhile. Look at it again before you publish.")
        return page(request, agent, refusal=words, status=409)
    except AlreadyPublishing:
        words = _("The changes before are still being published. Try again in a moment.")
        return page(request, agent, refusal=words, status=409)
    except NothingToPublish:
        pass  # sent twice
    return HttpResponseRedirect(in_portal(agent).page, status=303)


@require_POST
@member_sees("assistant")
def withdraw(request: PersonRequest, public_id: str) -> HttpResponse:
    """Before the agency has put it live."""
    agent = mine.agent(request, public_id)
    if not reader_of(request).edits:
        return errors.refused(request, "plain/forbidden.html")
    waiting = standing.of(agent).open
    try:
        if waiting is None:
            raise NotOpen
        publications.withdraw(waiting, by=actor_of(request))
    except NotOpen:
        words = _("%(agency)s has decided meanwhile.") % {"agency": request.agency.name}
        return page(request, agent, refusal=words, status=409)
    messages.success(request, _("Taken back. The draft is still here."))
    return HttpResponseRedirect(in_portal(agent).page, status=303)


@require_POST
@member_sees("assistant")
def discard(request: PersonRequest, public_id: str) -> HttpResponse:
    agent, reader = mine.agent(request, public_id), reader_of(request)
    if not reader.edits:
        return errors.refused(request, "plain/forbidden.html")
    if drafts.discard(agent, reader.edits, by=actor_of(request)):
        messages.success(request, _("Draft discarded. What is live stays."))
    return HttpResponseRedirect(in_portal(agent).page, status=303)


@require_safe
@member_sees("assistant")
def versions(request: PersonRequest, public_id: str) -> HttpResponse:
    agent = mine.agent(request, public_id)
    context = {
        "agent": agent,
        "at": in_portal(agent),
        "history": history.of(agent, reader_of(request), number_in(request.GET)),
        "zone": zone_of(request),
    }
    return render(request, "portal/assistant/history.html", context)


@require_POST
@member_sees("assistant")
def restore(request: PersonRequest, public_id: str, version_id: str) -> HttpResponse:
    """An earlier version becomes the draft, to be looked at and published."""
    agent, reader = mine.agent(request, public_id), reader_of(request)
    if not reader.edits:
        return errors.refused(request, "plain/forbidden.html")
    version = history.version(agent, version_id)
    if version is None:
        raise Http404
    drafts.restore(agent, version, reader.edits, by=actor_of(request))
    words = _("Version %(n)s is the draft now. It is not live yet.") % {"n": version.number}
    messages.success(request, words)
    return HttpResponseRedirect(in_portal(agent).page, status=303)
