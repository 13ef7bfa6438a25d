"""Questions of callers that nobody wants to answer: put aside, and brought back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.calls.models import UnansweredQuestion
from callboard.faqs import suggestions
from callboard.faqs.door import Door
from callboard.people.requests import actor_of


@require_POST
def dismissal(request: HttpRequest, door: Door, question_id: str) -> HttpResponse:
    suggestions.put_aside(door.agent, _find(door, question_id), by=actor_of(request))
    undo = door.url("faq_question_restoration", question_id)
    messages.success(request, _("Dismissed."), extra_tags=f"undo:{undo}")
    return _back(door)


@require_POST
def restoration(request: HttpRequest, door: Door, question_id: str) -> HttpResponse:
    suggestions.bring_back(door.agent, _find(door, question_id), by=actor_of(request))
    return _back(door)


def _back(door: Door) -> HttpResponse:
    """To where the others are, on the screen and for the keyboard."""
    return HttpResponseRedirect(f"{door.url('faqs_of')}#questions", status=303)


def _find(door: Door, question_id: str) -> UnansweredQuestion:
    one = door.question(question_id)
    if one is None:
        raise Http404
    return one
