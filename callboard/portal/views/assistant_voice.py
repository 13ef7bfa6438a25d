"""How a voice sounds."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from callboard.agents.settings.sections import Section
from callboard.assistant import voices
from callboard.assistant.sample_answer import sample_answer
from callboard.examples import agent_voices
from callboard.portal import mine
from callboard.portal.requests import PersonRequest
from callboard.portal.views.assistant import reader_of
from callboard.tenancy.audience import member_sees


@require_safe
@member_sees("assistant")
def sample(request: PersonRequest, public_id: str, voice: str) -> HttpResponse:
    agent = mine.agent(request, public_id)
    found = agent_voices.named(voice)
    if (
        Section.VOICE not in reader_of(request).sees
        or found not in voices.offered(agent.connection)
        or not voices.can_be_heard()
    ):
        raise Http404
    return sample_answer(request, voices.sample(found, agent.name))
