"""Pages that are dialogs too: whole without script, the panel alone when htmx asks for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from babel.dates import format_time
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from callboard.desk import find, standing
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people import team_words
from callboard.people.models import Invitation
from callboard.people.refusals import LimitReached, Refused, TooLate
from callboard.people.team import Answer, Result
from callboard.ui import clocks
from callboard.ui.times import when
from callboard.ui.zones import local, locale

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess


def panel(
    request: StaffRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    alone = bool(request.htmx) and request.htmx.target == "dialog"
    answer = render(
        request,
        template,
        {
            **context,
            "frame": "desk/panel_alone.html" if alone else "desk/panel_page.html",
            "level": 2 if alone else 1,
        },
        status=status,
    )
    answer.headers["Vary"] = "HX-Request, HX-Target"
    return answer


def done(request: StaffRequest, path: str) -> HttpResponse:
    """On to a page after a form, from wherever it was sent."""
    if request.htmx:
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = path
        return answer
    response = redirect(path)
    response.status_code = 303
    return response


def refused(request: StaffRequest, client: "ClientWithAccess", refusal: Refused) -> HttpResponse:
    """409: what is not possible, and where the client stands now."""
    sentence = (
        _("The mail has left already. You can cancel the invitation.")
        if isinstance(refusal, TooLate)
        else _("This is not possible now. Nothing was changed and nothing was sent.")
    )
    fresh = find.client(request, client.public_id)
    stands = standing.of(fresh, find.invitation(fresh), timezone.now(), zone_of(request))
    context = {
        "client": fresh,
        "sentence": sentence,
        "standing": stands,
        "title": _("Not possible now"),
    }
    return panel(request, "desk/refused.html", context, status=409)


def limited(
    request: StaffRequest,
    client: "ClientWithAccess",
    limit: LimitReached,
    *,
    title: str = "",
    sentence: str = "",
) -> HttpResponse:
    """429: when it is possible again, by the agency's clock: `%(time)s` in the sentence. Without
    one it is about mails.
    """
    now = timezone.now()
    context = {
        "client": client,
        "sentence": (sentence or _("You can send again at %(time)s."))
        % {"time": _clock(limit.until, now, request.agency.time_zone)},
        "standing": None,
        "title": title or _("Too many mails"),
    }
    answer = panel(request, "desk/refused.html", context, status=429)
    answer.headers["Retry-After"] = str(max(1, int((limit.until - now).total_seconds())))
    return answer


def on_its_way(
    request: StaffRequest,
    client: "ClientWithAccess",
    sent: Invitation,
    *,
    undo: bool,
    others: Sequence[Answer] = (),
) -> HttpResponse:
    """After a send: in the dialog a word and what can be done next, else the client's page."""
    invited = [one.address.original for one in others if one.result is Result.INVITED]
    there = [one.address.original for one in others if one.result is not Result.INVITED]
    back = reverse("desk:client", args=[client.public_id])
    undo_path = reverse("desk:invitation_undo", args=[client.public_id]) if undo else ""
    if not request.htmx:
        to = ", ".join([sent.address, *invited])
        text = _("Invitation on its way to %(address)s.") % {"address": to}
        messages.success(request, text, extra_tags=f"undo:{undo_path}" if undo else "")
        for one in others:
            if one.result is not Result.INVITED:
                team_words.tell(request, one)
        return done(request, back)
    context = {"client": client, "sent": sent, "undo": undo_path, "back": back}
    context |= {"invited": invited, "there": there}
    answer = panel(request, "desk/invitation/sent.html", context)
    answer.headers["HX-Trigger"] = "access-changed"
    return answer


def _clock(moment: datetime, now: datetime, zone: str) -> str:
    """The time alone if it is today."""
    there = local(moment, zone)
    if there.date() != local(now, zone).date():
        return when(moment, zone, now)
    return format_time(there, clocks.pattern(), locale=locale()).replace("\u202f", " ")
