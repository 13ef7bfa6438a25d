"""An agent's FAQs (`callboard.faqs`), as staff see and change them for their client."""

from typing import Any

from django.http import HttpResponse

from callboard.agents.models import Agent
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.faqs.door import Door
from callboard.faqs.views import View, faq, faq_acts, questions
from callboard.faqs.views import export as exports
from callboard.faqs.views import history as past
from callboard.faqs.views import import_ as imports
from callboard.faqs.views import index as list_
from callboard.faqs.views import publication as publishing
from callboard.faqs.views import starter as starter_
from callboard.tenancy.audience import staff


def door_of(request: StaffRequest, public_id: str) -> Door:
    agent = find.agent(public_id)
    agent.client.agency = request.agency
    agents = Agent.objects.filter(client_id=agent.client_id).order_by("name", "id")
    zone = zone_of(request, agent.client.time_zone)
    return Door("desk", agent, list(agents), zone, can_edit=request.person.may("agents.edit"))


def _with(right: str, view: View) -> Any:
    @staff(right)
    def shown(request: StaffRequest, public_id: str, **ids: str) -> HttpResponse:
        return view(request, door_of(request, public_id), **ids)

    return shown


index, state = _with("agents.view", list_.index), _with("agents.view", list_.state)
history = _with("agents.view", past.history)
new, edit = _with("agents.edit", faq.new), _with("agents.edit", faq.edit)
move, removal = _with("agents.edit", faq_acts.move), _with("agents.edit", faq_acts.removal)
restoration = _with("agents.edit", faq_acts.restoration)
version = _with("agents.edit", past.restoration)
publication = _with("agents.edit", publishing.publication)
starter = _with("agents.edit", starter_.starter)
import_, export = _with("agents.edit", imports.import_), _with("agents.edit", exports.export)
question_dismissal = _with("agents.edit", questions.dismissal)
question_restoration = _with("agents.edit", questions.restoration)
