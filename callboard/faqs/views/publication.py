"""Publishing: what would change for callers, and on its way it goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents import faq_content, faq_states
from callboard.agents.publications import AlreadyPublishing
from callboard.faqs.door import Door
from callboard.people.requests import actor_of
from callboard.providers import publish_faqs
from callboard.providers.publishers import publisher_of


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, door: Door) -> HttpResponse:
    door.must_edit()
    if request.method != "POST":
        return _panel(request, door)
    seen = request.POST.get("seen", "")[:64]
    try:
        publish_faqs.publish_faqs(door.agent, seen=seen, by=actor_of(request))
    except publish_faqs.DraftChanged:
        return _panel(request, door, is_changed=True, status=409)
    except publish_faqs.NothingToPublish:
        messages.info(request, _("All of it is live, or on its way, already."))
    except AlreadyPublishing:
        messages.info(request, _("Somebody has just published. Wait until that is live."))
    return HttpResponseRedirect(door.url("faqs_of"), status=303)


def _panel(
    request: HttpRequest, door: Door, *, is_changed: bool = False, status: int = 200
) -> HttpResponse:
    standings = faq_states.of(door.agent)
    context = {
        "standings": standings,
        "seen": faq_content.digest(standings.content),
        "by_hand": publisher_of(door.agent.connection) is None,
        "is_changed": is_changed,
        "level": 2 if getattr(request, "htmx", False) else 1,
    }
    return door.render(request, "publication", context, status=status)
