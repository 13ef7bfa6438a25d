"""What each chart comes to, in a sentence."""

from collections.abc import Sequence
from datetime import time
from typing import Literal

from babel.dates import format_date, format_time, get_day_names
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.insights.asked import Charted
from callboard.insights.charts.rows import Row
from callboard.insights.charts.week import Week
from callboard.insights.in_words import percent
from callboard.insights.period import Period
from callboard.insights.series import Point
from callboard.ui import clocks
from callboard.ui.times import short_day
from callboard.ui.zones import locale


def of_part(part: Period) -> str:
    """ "Tue 24 Nov", "24 – 30 Nov", as a reader knows a column."""
    if part.length == 1:
        return format_date(part.last, "EEE d MMM", locale=locale())
    return f"{short_day(part.first)} – {short_day(part.last)}"


def of_label(part: Period) -> str:
    """ "24 Nov": where its column begins."""
    return format_date(part.first, "d MMM", locale=locale())


def of_series(points: list[Point], charted: Charted) -> str:
    most = max(point.value for point in points)
    if not most:
        return _("None in this time.")
    best = [point.part for point in points if point.value == most]
    told = {"when": of_part(best[0]), "many": amount(most, charted), "n": len(best)}
    if len(points) == 1:
        return _("%(when)s: %(many)s.") % told
    if len(best) == 1:
        return _("Most on %(when)s: %(many)s.") % told
    if len(best) == 2:
        told["other"] = of_part(best[1])
        return _("Most on %(when)s and %(other)s: %(many)s each.") % told
    if all(part.length == 1 for part in best):
        return _("Most on %(n)d days: %(many)s each.") % told
    return _("At most %(many)s, %(n)d times.") % told


def amount(value: int, charted: Charted) -> str:
    told = {"n": f"{value:,}"}
    if charted is Charted.BOOKED:
        return ngettext("%(n)s booking", "%(n)s bookings", value) % told
    if charted is Charted.MINUTES:
        return ngettext("%(n)s minute", "%(n)s minutes", value) % told
    return ngettext("%(n)s call", "%(n)s calls", value) % told


def of_kinds(named: Sequence[tuple[Row, str]], *, fair: bool) -> str:
    """Of outcomes or reasons with their names: the most common one. "" where there is no such."""
    if not named or (len(named) > 1 and named[0][0].calls == named[1][0].calls):
        return ""
    row, name = named[0]
    if not fair:
        return _("Most often: %(name)s.") % {"name": name}
    return _("Most often: %(name)s, %(share)s.") % {"name": name, "share": percent(row.share)}


def of_week(week: Week) -> str:
    """ "" where more than two are the busiest: then none stands out."""
    if not 1 <= len(week.busiest) <= 2:
        return ""
    names = weekday_names("wide")
    best = [
        _("%(day)s, %(hours)s") % {"day": names[weekday], "hours": hours(hour)}
        for weekday, hour in week.busiest
    ]
    if len(best) == 1:
        return _("Most calls come on %(when)s.") % {"when": best[0]}
    return _("Most calls come on %(when)s, and on %(other)s.") % {"when": best[0], "other": best[1]}


def weekday_names(width: Literal["abbreviated", "wide"]) -> list[str]:
    """Monday first."""
    names = get_day_names(width, locale=locale())
    return [names[number] for number in range(7)]


def hour(number: int) -> str:
    """ "9 AM", "14:00" by the reader's habit."""
    at = time(number % 24)
    text = format_time(at, clocks.pattern(), locale=locale()).replace("\u202f", " ")
    return text.replace(":00 ", " ")


def hours(number: int) -> str:
    """ "9 AM to 10 AM"."""
    return _("%(from)s to %(to)s") % {"from": hour(number), "to": hour(number + 1)}


def of_period(period: Period) -> str:
    if period.length == 1:
        return short_day(period.last)
    return f"{short_day(period.first)} – {short_day(period.last)}"
