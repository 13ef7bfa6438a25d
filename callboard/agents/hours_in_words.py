"""Opening hours in words: "9 AM – 5 PM" to read, "Monday to Friday from 9 AM to 5 PM" to say."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from babel.dates import format_date, format_time
from django.utils.translation import gettext as _

from callboard.agents.opening_hours import ALL_DAY, DAY, Holiday, OpeningHours, Range, Ranges
from callboard.ui.times import short_day
from callboard.ui.zones import locale

# A Monday.
_SOME_WEEK = date(2026, 11, 23)


def day_name(day: int) -> str:
    """0 is Monday."""
    return format_date(_SOME_WEEK + timedelta(days=day), "EEEE", locale=locale())


def clock(minute: int) -> str:
    """ "9 AM", "12:30 PM"; "midnight" for the end of a day."""
    if minute == DAY:
        return _("midnight")
    moment = datetime.combine(_SOME_WEEK, time()) + timedelta(minutes=minute % DAY)
    words = format_time(moment, "short", locale=locale()).replace("\u202f", " ")
    return words.replace(":00 ", " ") if moment.minute == 0 else words


def of_range(one: Range) -> str:
    return _("%(begins)s – %(ends)s") % {"begins": clock(one.begins), "ends": clock(one.ends)}


def of_day(ranges: Ranges) -> str:
    if not ranges:
        return _("Closed")
    if ranges == ALL_DAY:
        return _("Open all day")
    return ", ".join(of_range(one) for one in ranges)


def of_week(week: Iterable[Ranges]) -> list[tuple[str, str]]:
    """Days with the same hours together: "Monday – Thursday", "9 AM – 5 PM"."""
    return [(_run(first, last), of_day(ranges)) for first, last, ranges in _runs(week)]


def typed(ranges: Ranges) -> str:
    """As it may be typed again."""
    return "" if not ranges else of_day(ranges) if ranges != ALL_DAY else _("24 hours")


def of_holiday(holiday: Holiday) -> str:
    """ "25 Dec, Christmas Day: Closed"."""
    days = short_day(holiday.first)
    if holiday.last != holiday.first:
        days = _("%(first)s – %(last)s") % {"first": days, "last": short_day(holiday.last)}
    named = f"{days}, {holiday.name}" if holiday.name else days
    return f"{named}: {of_day(holiday.ranges)}"


def spoken(hours: OpeningHours) -> str:
    """For an assistant to say: days with the same hours together, closed ones left out."""
    groups = [(_days(first, last), ranges) for first, last, ranges in _runs(hours.week) if ranges]
    if not groups:
        return _("We have no regular opening hours at the moment.")
    parts = [
        _("%(days)s %(hours)s") % {"days": days, "hours": _spoken_day(ranges)}
        for days, ranges in groups
    ]
    return _("We're open %(when)s.") % {"when": _listed(parts)}


def _runs(week: Iterable[Ranges]) -> list[tuple[int, int, Ranges]]:
    runs: list[tuple[int, int, Ranges]] = []
    for day, ranges in enumerate(week):
        if runs and runs[-1][2] == ranges:
            runs[-1] = (runs[-1][0], day, ranges)
        else:
            runs.append((day, day, ranges))
    return runs


def _run(first: int, last: int) -> str:
    if first == last:
        return day_name(first)
    return _("%(first)s – %(last)s") % {"first": day_name(first), "last": day_name(last)}


def _days(first: int, last: int) -> str:
    if first == last:
        return _("on %(day)s") % {"day": day_name(first)}
    return _("%(first)s to %(last)s") % {"first": day_name(first), "last": day_name(last)}


def _spoken_day(ranges: Ranges) -> str:
    if ranges == ALL_DAY:
        return _("around the clock")
    words = _("from %(begins)s to %(ends)s")
    return _listed(
        [words % {"begins": clock(one.begins), "ends": clock(one.ends)} for one in ranges]
    )


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
