"""A client's FAQs (`callboard.faqs`), as its people see and change them."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.faqs.door import Door
from callboard.faqs.views import View, faq, faq_acts, questions
from callboard.faqs.views import export as exports
from callboard.faqs.views import history as past
from callboard.faqs.views import import_ as imports
from callboard.faqs.views import index as list_
from callboard.faqs.views import publication as publishing
from callboard.faqs.views import starter as starter_
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy.audience import member_edits, member_sees


@require_safe
@member_sees("faqs")
def first(request: PersonRequest) -> HttpResponse:
    """The FAQs of the first assistant."""
    agents = _agents(request)
    if not agents:
        return render(request, "portal/faqs/none.html")
    return HttpResponseRedirect(reverse("portal:faqs_of", args=[agents[0].public_id]))


def _agents(request: PersonRequest) -> list[Agent]:
    """A draft is the agency's alone."""
    mine = Agent.objects.filter(client=client_of(request), stage=Stage.DEPLOYED)
    return list(mine.select_related("connection").order_by("name", "id"))


def door_of(request: PersonRequest, public_id: str) -> Door:
    agents = _agents(request)
    agent = next((one for one in agents if one.public_id == public_id), None)
    if agent is None:
        raise Http404
    agent.client = client_of(request)
    agent.client.agency = request.agency
    visibility = request.visibility
    return Door(
        "portal",
        agent,
        agents,
        zone_of(request),
        can_edit=visibility.edits("faqs"),
        hears_callers=visibility.sees("calls.transcript"),
    )


def _seen(view: View) -> Any:
    @member_sees("faqs")
    def shown(request: PersonRequest, public_id: str, **ids: str) -> HttpResponse:
        return view(request, door_of(request, public_id), **ids)

    return shown


def _edited(view: View) -> Any:
    @member_edits("faqs")
    def done(request: PersonRequest, public_id: str, **ids: str) -> HttpResponse:
        return view(request, door_of(request, public_id), **ids)

    return done


index, state = _seen(list_.index), _seen(list_.state)
history = _seen(past.history)
new, edit = _edited(faq.new), _edited(faq.edit)
move, removal = _edited(faq_acts.move), _edited(faq_acts.removal)
restoration, version = _edited(faq_acts.restoration), _edited(past.restoration)
publication = _edited(publishing.publication)
starter = _edited(starter_.starter)
import_, export = _edited(imports.import_), _seen(exports.export)
question_dismissal, question_restoration = (
    _edited(questions.dismissal),
    _edited(questions.restoration),
)
