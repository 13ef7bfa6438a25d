"""The numbers on top of the page, each with what it means and how it is beside the time before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.insights.asked import Charted
from callboard.insights.in_words import percent, than_before
from callboard.insights.sheet import Sheet

# In points of a percentage; less is no change.
_SAME_POINTS = 1


@dataclass(frozen=True, slots=True)
class Tile:
    """`charts` is what the chart shows when the tile is pressed; None where it shows nothing."""

    key: str
    name: str
    value: str
    note: str
    compared: str
    charts: Charted | None


def tiles(sheet: Sheet) -> list[Tile]:
    found = [_calls(sheet), _bookings(sheet), _minutes(sheet)]
    after = _after_hours(sheet)
    return [*found, after] if after else found


def _calls(sheet: Sheet) -> Tile:
    now, before = sheet.now, sheet.before
    compared = than_before(now.calls, before.calls, sheet.period.length) if before else ""
    return Tile("calls", _("Calls"), f"{now.calls:,}", "", compared, Charted.CALLS)


def _bookings(sheet: Sheet) -> Tile:
    """A rate, where there are calls enough for one; of calls that are chosen by their outcome it
    says nothing.
    """
    now, before = sheet.now, sheet.before
    if not sheet.is_fair or sheet.asked.outcome:
        return Tile("booked", _("Booked"), f"{now.booked:,}", "", "", Charted.BOOKED)
    told = {"booked": f"{now.booked:,}", "answered": f"{now.answered:,}"}
    note = _("%(booked)s of %(answered)s calls answered") % told
    compared = _points(now.booking_rate, before.booking_rate) if before else ""
    name = _("Booking rate")
    return Tile("booked", name, percent(now.booking_rate), note, compared, Charted.BOOKED)


def _minutes(sheet: Sheet) -> Tile:
    now, before = sheet.now, sheet.before
    compared = than_before(now.minutes, before.minutes, sheet.period.length) if before else ""
    return Tile("minutes", _("Minutes"), f"{now.minutes:,}", "", compared, Charted.MINUTES)


def _after_hours(sheet: Sheet) -> Tile | None:
    after = sheet.after_hours
    if after is None:
        return None
    if not sheet.is_fair:
        return Tile("after_hours", _("After hours"), f"{after.calls:,}", "", "", None)
    told = {"after": f"{after.calls:,}", "calls": f"{sheet.now.calls:,}"}
    note = _("%(after)s of %(calls)s calls") % told
    share = percent(after.calls / sheet.now.calls)
    return Tile("after_hours", _("After hours"), share, note, "", None)


def _points(now: float, before: float) -> str:
    points = round(100 * now) - round(100 * before)
    told = {"points": abs(points), "before": percent(before)}
    if abs(points) < _SAME_POINTS:
        return _("as before")
    words = (
        ngettext(
            "%(points)s point more than before (%(before)s)",
            "%(points)s points more than before (%(before)s)",
            points,
        )
        if points > 0
        else ngettext(
            "%(points)s point less than before (%(before)s)",
            "%(points)s points less than before (%(before)s)",
            -points,
        )
    )
    return words % told
