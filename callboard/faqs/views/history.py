"""Who changed a FAQ when, from what to what, and going back."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.agents import faqs
from callboard.agents.models import Faq, FaqVersion
from callboard.agents.models.faq_version import FaqAct
from callboard.faqs.door import Door
from callboard.faqs.views.faq import too_many
from callboard.people.requests import actor_of

# The newest of a FAQ that somebody changes without end.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Past:
    """`before` is None where nothing of the words changed, or nothing was before. `is_now` is the
    version that stands.
    """

    version: FaqVersion
    before: dict[str, Any] | None
    is_now: bool


@require_safe
def history(request: HttpRequest, door: Door, faq_id: str) -> HttpResponse:
    faq = door.faq(faq_id)
    context = {"faq": faq, "past": _past(faq)}
    return door.render(request, "history", context)


@require_POST
def restoration(request: HttpRequest, door: Door, faq_id: str) -> HttpResponse:
    faq, number = door.faq(faq_id), request.POST.get("version", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    version = FaqVersion.objects.filter(faq=faq, number=int(number)).first()
    if version is None:
        raise Http404
    try:
        faqs.restore(faq, version, by=actor_of(request))
    except faqs.TooMany:
        messages.error(request, too_many())
    except faqs.Changed as conflict:
        who = conflict.now.changed_by_name or _("Somebody")
        messages.error(request, _("%(who)s changed it meanwhile. Look again.") % {"who": who})
        return HttpResponseRedirect(door.url("faq_history", faq_id), status=303)
    else:
        messages.success(request, _("Back to the earlier words, as a draft."))
    return HttpResponseRedirect(f"{door.url('faqs_of')}#faq-{faq_id}", status=303)


def _past(faq: Faq) -> list[Past]:
    rows = list(FaqVersion.objects.filter(faq=faq).order_by("-number")[: SHOWN + 1])
    found = []
    for version, earlier in pairwise([*rows, None]):
        assert version is not None
        before = earlier.words if earlier is not None and earlier.words != version.words else None
        is_now = version.number == faq.revision and version.act != FaqAct.REMOVED
        found.append(Past(version, before, is_now))
    return found[:SHOWN]
