"""Where a phone system takes no FAQs from here: staff have put them live there, or will not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.agents import faq_states, publications
from callboard.agents.models import Publication
from callboard.agents.models.publication import State
from callboard.faqs.door import Door
from callboard.people.requests import actor_of

LONGEST_REASON = 500


@require_POST
def live(request: HttpRequest, door: Door) -> HttpResponse:
    """`publication` is the one that the page showed: a newer one is another text."""
    one = _waiting(request, door)
    try:
        if one is None:
            raise publications.NotOpen
        publications.mark_live(one, by=actor_of(request))
        messages.success(request, _("Marked as live. The client’s page says so."))
    except publications.NotOpen:
        _changed(request)
    return HttpResponseRedirect(door.url("faqs_of"), status=303)


@require_POST
def sending_back(request: HttpRequest, door: Door) -> HttpResponse:
    one, reason = _waiting(request, door), request.POST.get("reason", "").strip()
    try:
        if one is None:
            raise publications.NotOpen
        publications.send_back(one, reason[:LONGEST_REASON], by=actor_of(request))
        messages.success(request, _("Sent back. The client’s page says why."))
    except publications.NotOpen:
        _changed(request)
    return HttpResponseRedirect(door.url("faqs_of"), status=303)


def _waiting(request: HttpRequest, door: Door) -> Publication | None:
    shown, now = request.POST.get("publication", ""), faq_states.of(door.agent).open
    is_it = now is not None and now.state == State.WAITING and now.public_id == shown
    return now if is_it else None


def _changed(request: HttpRequest) -> None:
    messages.error(request, _("That has changed meanwhile. Look again."))
