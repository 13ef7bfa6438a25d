"""Moments as a reader says them: stored in UTC, shown in a zone that the caller names."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from callboard.ui import clocks
from callboard.ui.zones import local, locale

Zone = ZoneInfo | str


def when(moment: datetime | None, zone: Zone, now: datetime | None = None) -> str:
    """ "Today, 9:12 AM", "Tue 1 Dec, 4:05 PM", with the year if it is another one.

    An en dash stands for no moment.
    """
    if moment is None:
        return "–"
    there, today = local(moment, zone), local(now or timezone.now(), zone).date()
    return f"{_near(there.date(), today) or _short(there.date(), today)}, {clock_time(there, zone)}"


def clock_time(moment: datetime, zone: Zone) -> str:
    """ "9:12 AM": the time of day alone."""
    there = local(moment, zone)
    return _clock(there.hour, there.minute, clocks.pattern(), locale())


def soon(moment: datetime, zone: Zone, now: datetime | None = None) -> str:
    """ "Tue 2:40 PM" in the week from `now` on, else with the date: "Tue 1 Dec 2:40 PM"."""
    there, today = _days(moment, zone, now)
    near = 0 <= (there - today).days < 7
    name = _dated(there, "EEE", locale()) if near else _short(there, today)
    return f"{name} {clock_time(moment, zone)}"


def day_title(there: date, today: date) -> tuple[str, str]:
    """Over what happens on a day: "Tomorrow" and its date, else the date and nothing more."""
    near, long = _near(there, today), _long(there, today)
    return (near, long) if near else (long, "")


def day(moment: datetime | date | None, zone: Zone, now: datetime | None = None) -> str:
    """Amid a sentence: "today", "yesterday", "Tuesday 1 December", with the year if it is another
    one.
    """
    if moment is None:
        return "–"
    there, today = _days(moment, zone, now)
    return _near(there, today).lower() or _long(there, today)


def on_day(moment: datetime | date, zone: Zone, now: datetime | None = None) -> str:
    """The same with what stands before a date: "today", "on Tuesday 1 December"."""
    there, today = _days(moment, zone, now)
    return _near(there, today).lower() or _("on %(day)s") % {"day": _long(there, today)}


def short_day(day: date) -> str:
    """ "1 Dec", with the year if it is another one."""
    pattern = "d MMM" if day.year == timezone.now().year else "d MMM y"
    return _dated(day, pattern, locale())


def long_day(day: date) -> str:
    """ "27 November 2026": as it stands on paper."""
    return _dated(day, "d MMMM y", locale())


def ago(moment: datetime | None, now: datetime | None = None) -> str:
    """ "2 hours ago", "in 5 days", "just now" within a minute of now."""
    if moment is None:
        return "–"
    distance = moment - (now or timezone.now())
    if abs(distance.total_seconds()) < 60:
        return _("just now")
    return format_timedelta(distance, add_direction=True, threshold=0.95, locale=locale())


def iso(moment: datetime) -> str:
    """For a `datetime` attribute: UTC, to the second, ending in Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_tag(moment: datetime | None, zone: Zone, form: str = "when") -> Markup:
    """A <time> element; `form` is "when", "day" or "ago"."""
    if moment is None:
        return Markup('<span class="muted">–</span>')
    text = ago(moment) if form == "ago" else {"when": when, "day": day}[form](moment, zone)
    return Markup('<time datetime="{}">{}</time>').format(iso(moment), text)


def _near(there: date, today: date) -> str:
    names = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}
    return names.get((there - today).days, "")


def _days(moment: datetime | date, zone: Zone, now: datetime | None) -> tuple[date, date]:
    """That day and today, on the zone's calendar."""
    there = local(moment, zone).date() if isinstance(moment, datetime) else moment
    return there, local(now or timezone.now(), zone).date()


def _long(there: date, today: date) -> str:
    pattern = "EEEE d MMMM" if there.year == today.year else "EEEE d MMMM y"
    return _dated(there, pattern, locale())


def _short(there: date, today: date) -> str:
    pattern = "EEE d MMM" if there.year == today.year else "EEE d MMM y"
    return _dated(there, pattern, locale())


# A list says a hundred of them, and the same ones on every page.
@lru_cache(maxsize=4_000)
def _clock(hour: int, minute: int, pattern: str, where: Locale) -> str:
    said: str = format_time(time(hour, minute), pattern, locale=where)
    return said.replace("\u202f", " ")


@lru_cache(maxsize=4_000)
def _dated(day: date, pattern: str, where: Locale) -> str:
    said: str = format_date(day, pattern, locale=where)
    return said
