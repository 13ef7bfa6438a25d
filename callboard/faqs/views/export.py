"""All FAQs as a file for a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from callboard.agents import faq_states
from callboard.audit.record import record
from callboard.faqs import files, wording
from callboard.faqs.door import Door
from callboard.people.requests import actor_of


@require_POST
def export(request: HttpRequest, door: Door) -> HttpResponse:
    standings = faq_states.of(door.agent)
    agency = door.client.agency.name
    rows = (
        (faq.question, faq.answer, faq.variants, wording.standing(standings.of(faq), agency))
        for faq in standings.faqs
    )
    record(
        "agent_faqs.exported",
        agency_id=door.agent.agency_id,
        client_id=door.agent.client_id,
        by=actor_of(request),
        about=f"agent:{door.agent.public_id}",
        after={"faqs": len(standings.faqs)},
    )
    content = "".join(files.written(rows))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="faqs.csv"'
    return response
