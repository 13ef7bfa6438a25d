"""The words of a client's access log: one entry, one line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from callboard.calls.models import Call
from callboard.people import devices
from callboard.people.models import AccessEntry, Viewing
from callboard.people.models.access_entry import AccessAct
from callboard.ui.times import clock_time, when
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Line:
    """`of` is the agency where who acted works for it; `href` leads to the call that was heard."""

    at: datetime
    who: str
    of: str
    what: str
    detail: str = ""
    href: str = ""


def of(entries: Sequence[AccessEntry], agency: str, zone: str, by: Visibility) -> list[Line]:
    """One query, for all the calls that were heard; callers are not named here. The calls lead
    nowhere for people from whom they are hidden.
    """
    ids = {entry.call for entry in entries if entry.call}
    calls = Call.objects.shown_to_client().filter(public_id__in=ids) if ids else Call.objects.none()
    heard = dict(calls.values_list("public_id", "started_at"))
    now = timezone.now()
    lines = [_line(entry, heard, agency, zone, now) for entry in entries]
    return lines if by.sees("calls") else [replace(line, href="") for line in lines]


def _line(
    entry: AccessEntry, heard: dict[str, datetime], agency: str, zone: str, now: datetime
) -> Line:
    name = entry.user.name or (_("Somebody") if entry.by_agency else entry.user.email)
    who, of = name, agency if entry.by_agency else ""
    if entry.viewing is not None:
        detail = _until(entry.viewing, zone, now)
        return Line(entry.at, who, of, _("Looked at your portal"), detail)
    if entry.act == AccessAct.LISTENED:
        began = heard.get(entry.call)
        if began is None:
            return Line(entry.at, who, of, _("Listened to a call that is no longer here"))
        words = _("Listened to the call of %(time)s") % {"time": when(began, zone, now)}
        return Line(entry.at, who, of, words, href=reverse("portal:call", args=[entry.call]))
    return Line(entry.at, who, of, _("Signed in"), devices.words(entry.user_agent))


def _until(viewing: Viewing, zone: str, now: datetime) -> str:
    """When it ended, by Exit, by itself or otherwise: to whose portal it is, all the same."""
    if not viewing.is_over(now):
        return _("Still open, until %(time)s at the latest") % {
            "time": clock_time(viewing.ends_at, zone)
        }
    return _("Until %(time)s") % {"time": clock_time(viewing.over_at, zone)}
