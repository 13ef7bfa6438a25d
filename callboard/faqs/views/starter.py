"""A starter is taken over as it is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.agents import faqs
from callboard.faqs import starters
from callboard.faqs.door import Door
from callboard.faqs.views.faq import too_many
from callboard.people.requests import actor_of


@require_POST
def starter(request: HttpRequest, door: Door) -> HttpResponse:
    """`starter` is its key; the trade stays chosen for the other two."""
    one = starters.named(request.POST.get("starter", ""))
    if one is None:
        raise Http404
    try:
        faqs.add(door.agent, one.words, by=actor_of(request))
        messages.success(request, _("Added as a draft."))
    except faqs.TooMany:
        messages.error(request, too_many())
    trade = one.key.partition("-")[0]
    return HttpResponseRedirect(f"{door.url('faqs_of')}?trade={trade}", status=303)
