"""Settings → Notifications: which mails about calls somebody wants, and how often their numbers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.notices import choices, events, samples
from callboard.notices.events import Event
from callboard.notices.models import NoticeChoice
from callboard.people.models import Membership
from callboard.people.refusals import LimitReached
from callboard.people.requests import actor_of
from callboard.portal.forms.call_notices import CallNoticesForm
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.summaries import samples as summary_samples
from callboard.tenancy.audience import member, member_sees
from callboard.ui.times import clock_time


@require_http_methods(["GET", "HEAD", "POST"])
@member
def show(request: PersonRequest) -> HttpResponse:
    if request.person.viewing is not None:
        return render(request, "portal/notices/own.html")
    person = _membership(request)
    if request.method != "POST":
        return _page(request, person)
    present = CallNoticesForm.present(choices.of(person))
    form = CallNoticesForm(request.POST, initial=present, **_offered(request))
    if not form.is_valid():
        return _page(request, person, form, status=422)
    choices.choose(person, form.choice(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return _back()


@require_POST
@member
def sample(request: PersonRequest) -> HttpResponse:
    """Mails one to who asks, as the notices come."""
    if not events.seen(request.visibility):
        raise Http404
    return _sample(request, samples.send)


@require_POST
@member_sees("calls")
def summary_sample(request: PersonRequest) -> HttpResponse:
    """The same with a summary."""
    return _sample(request, summary_samples.send)


def _sample(request: PersonRequest, send: Callable[[Membership], None]) -> HttpResponse:
    person = _membership(request)
    try:
        send(person)
    except LimitReached as limit:
        at = clock_time(limit.until, zone_of(request))
        refusal = _("Too many samples. You can have the next one at %(time)s.") % {"time": at}
        return _page(request, person, refusal=refusal, status=429)
    words = _("A sample is on its way to %(address)s.")
    messages.success(request, words % {"address": person.user.email})
    return _back()


def _page(
    request: PersonRequest,
    person: Membership,
    form: CallNoticesForm | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    offered = _offered(request)
    row: NoticeChoice | None = getattr(person, "notice_choice", None)
    present = CallNoticesForm.present(choices.of(person))
    context = {
        "form": form or CallNoticesForm(initial=present, **offered),
        "several_lines": len(offered["lines"]) > 1,
        "told": [event.value for event in Event if event in offered["events"]],
        "stopped_at": row.stopped_at if row else None,
        "bare": client_of(request).handles_health_information,
        "zone": zone_of(request),
        "refusal": refusal,
        "failed": status != 200,
    }
    return render(request, "portal/notices/page.html", context, status=status)


def _membership(request: PersonRequest) -> Membership:
    """The one of this portal, with what was chosen."""
    mine = request.person.membership
    rows = Membership.objects.select_related("user", "client", "notice_choice__agent")
    found: Membership = rows.get(pk=mine.pk if mine else 0)
    return found


def _offered(request: PersonRequest) -> dict[str, Any]:
    """What there is to choose of: nothing that would tell what the agency hides."""
    return {
        "lines": _lines(request),
        "events": events.seen(request.visibility),
        "summaries": request.visibility.sees("calls"),
    }


def _lines(request: PersonRequest) -> QuerySet[Agent]:
    mine = Agent.objects.filter(client=client_of(request), stage=Stage.DEPLOYED)
    return mine.order_by("name", "id")


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:notifications"), status=303)
