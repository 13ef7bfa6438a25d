"""New and returning callers, the anonymous ones said apart."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.calls.models import Result
from callboard.insights.charts.rows import Row
from callboard.insights.counted import Rang
from callboard.insights.in_words import percent
from callboard.insights.permitted import Sees
from callboard.insights.sheet import Sheet

NEW, RETURNING, NUMBERLESS = "new", "returning", "numberless"


def callers(sheet: Sheet, sees: Sees) -> list[Row]:
    """How many calls came from each, in this order. Empty where nobody rang, where a reason is
    chosen, and where numbers are hidden: it is by them that a caller is known.
    """
    if not sees("calls.number"):
        return []
    rang = _rang(sheet)
    counts = {NEW: rang.first, RETURNING: rang.repeat, NUMBERLESS: rang.numberless}
    total, longest = sum(counts.values()), max(counts.values())
    return [
        Row(key, calls, calls / total, round(100 * calls / longest, 2))
        for key, calls in counts.items()
        if total and (calls or key != NUMBERLESS)
    ]


def name(key: str) -> str:
    return {
        NEW: _("New callers"),
        RETURNING: _("Returning callers"),
        NUMBERLESS: _("Without a number"),
    }[key]


def in_words(rows: list[Row], *, fair: bool) -> str:
    """What it comes to: how many were new, and how much of it is of people who come back."""
    found = {row.key: row.calls for row in rows}
    new, again = found.get(NEW, 0), found.get(RETURNING, 0)
    words = ngettext("%(n)s new caller.", "%(n)s new callers.", new) % {"n": f"{new:,}"}
    if not fair or not new + again:
        return words
    told = {"share": percent(again / (new + again))}
    return (
        f"{words} "
        + _("%(share)s of calls with a number came from one that had called before.") % told
    )


def _rang(sheet: Sheet) -> Rang:
    chosen = sheet.asked.outcome
    found = Rang()
    for result, rang in sheet.counted.rang.items():
        if result == chosen if chosen else result != Result.SPAM:
            found += rang
    return found
