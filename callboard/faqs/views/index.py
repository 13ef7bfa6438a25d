"""The list of an agent's FAQs, and what of it is live."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agents import faq_states
from callboard.faqs import page
from callboard.faqs.door import Door


@require_safe
def index(request: HttpRequest, door: Door) -> HttpResponse:
    """`?q=` searches, `?ask=` tries a caller's question."""
    given = {"searched": "q", "asked": "ask", "trade": "trade"}
    asked = {name: request.GET.get(key, "") for name, key in given.items()}
    context = page.context(door, timezone.now(), **asked)
    return door.render(request, "list", context)


@require_safe
def state(request: HttpRequest, door: Door) -> HttpResponse:
    """Asked for again and again while something is on its way; then the whole page is."""
    standings = faq_states.of(door.agent)
    answer = door.render(request, "_state", {"standings": standings})
    if not page.is_publishing(standings):
        answer.headers["HX-Refresh"] = "true"
    return answer
