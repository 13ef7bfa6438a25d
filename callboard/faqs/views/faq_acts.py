"""What becomes of a FAQ: moved up or down, deleted, brought back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.agents import faqs
from callboard.faqs.door import Door
from callboard.faqs.views.faq import too_many
from callboard.people.requests import actor_of

_WAYS = {"up": -1, "down": 1}


@require_POST
def move(request: HttpRequest, door: Door, faq_id: str) -> HttpResponse:
    """Back to the button that was pressed, so that it can be pressed again."""
    faq, way = door.faq(faq_id), request.POST.get("way", "")
    if way in _WAYS and not faqs.move(faq, _WAYS[way], by=actor_of(request)):
        messages.info(request, _("It stands there already."))
    return HttpResponseRedirect(f"{door.url('faqs_of')}#{way[:4]}-{faq_id}", status=303)


@require_POST
def removal(request: HttpRequest, door: Door, faq_id: str) -> HttpResponse:
    faq = door.faq(faq_id)
    faqs.remove(faq, by=actor_of(request))
    undo = door.url("faq_restoration", faq_id)
    words = _("Deleted “%(question)s”.") % {"question": faq.question}
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return HttpResponseRedirect(door.url("faqs_of"), status=303)


@require_POST
def restoration(request: HttpRequest, door: Door, faq_id: str) -> HttpResponse:
    faq = door.faq(faq_id)
    try:
        faqs.bring_back(faq, by=actor_of(request))
    except faqs.TooMany:
        messages.error(request, too_many())
    return HttpResponseRedirect(f"{door.url('faqs_of')}#faq-{faq_id}", status=303)
