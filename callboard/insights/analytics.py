"""The page of numbers, as its template shows it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from callboard.calls.models import Result
from callboard.calls.wording import result_name
from callboard.insights import takeaways
from callboard.insights.asked import Asked, Charted, Span
from callboard.insights.charts.columns import HEIGHT, columns
from callboard.insights.charts.rows import Row, rows
from callboard.insights.charts.week import week
from callboard.insights.definitions import definitions
from callboard.insights.in_words import percent
from callboard.insights.series import series
from callboard.insights.sheet import Sheet
from callboard.insights.tiles import tiles

# So many reasons are shown; the rest is told together.
MOST_REASONS = 12


# Whether an item of the portal is not hidden (`callboard.visibility`).
Sees = Callable[[str], bool]
_NEEDS = {Charted.BOOKED: "bookings", Charted.MINUTES: "calls.length"}


def permitted(asked: Asked, sees: Sees) -> Asked:
    """Without what would tell something that is hidden."""
    if asked.outcome and not sees("calls.result"):
        asked = asked.but(outcome=None)
    if not sees(_NEEDS.get(asked.charted, "analytics")):
        asked = asked.but(charted=Charted.CALLS)
    return asked


def page(sheet: Sheet, sees: Sees, assistant: str = "") -> dict[str, Any]:
    """`assistant` is its name where one alone answers."""
    points = series(sheet)
    found = week(sheet.clock.hours())
    outcomes = rows((name, t.calls) for name, t in sheet.counted.results.items() if _told(name))
    reasons = rows((name, t.calls) for name, t in sheet.counted.reasons.items())
    return {
        "sheet": sheet,
        "asked": sheet.asked,
        "spans": spans(sheet.asked),
        "tiles_": [
            one
            for one in tiles(sheet)
            if sees(_NEEDS.get(one.charts, "analytics"))  # type: ignore[arg-type]
        ],
        "shows_outcomes": sees("calls.result"),
        "charted": charted_name(sheet),
        "columns": columns(points),
        "height": HEIGHT,
        "labels": [takeaways.of_label(point.part) for point in points],
        "points": [(takeaways.of_part(point.part), point) for point in points],
        "takeaway": takeaways.of_series(points, sheet.asked.charted),
        "amount": lambda value: takeaways.amount(value, sheet.asked.charted),
        "outcomes": [(row, result_name(Result(row.key), assistant)) for row in outcomes],
        "outcomes_say": _most_common(outcomes, sheet, assistant),
        "reasons": reasons[:MOST_REASONS],
        "more_reasons": sum(row.calls for row in reasons[MOST_REASONS:]),
        "reasons_say": takeaways.of_kinds(reasons[0].key, reasons[0].share, fair=sheet.is_fair)
        if reasons
        else "",
        "outcome_name": result_name(sheet.asked.outcome, assistant) if sheet.asked.outcome else "",
        "spam": spam.calls if (spam := sheet.counted.results.get(Result.SPAM)) else 0,
        "percent": percent,
        "week": found,
        "weekdays": list(
            zip(
                takeaways.weekday_names("abbreviated"), takeaways.weekday_names("wide"), strict=True
            )
        ),
        "hour": takeaways.hour,
        "hours": takeaways.hours,
        "week_says": takeaways.of_week(found),
        "definitions_": definitions(sheet),
        "when": takeaways.of_period(sheet.period.first, sheet.period.last),
        "when_before": takeaways.of_period(sheet.period_before.first, sheet.period_before.last),
        "calls_of": lambda point: sheet.asked.of_calls(point.part).query(),
        "calls_with": lambda result: sheet.asked.of_calls(
            sheet.period, results=(Result(result),)
        ).query(),
    }


def spans(asked: Asked) -> list[tuple[Span, str, str]]:
    """To choose from: its name, and the key that chooses it ("" for none)."""
    return [
        (Span.TODAY, _("Today"), "d"),
        (Span.WEEK, _("7 days"), "w"),
        (Span.MONTH, _("30 days"), "m"),
        (Span.QUARTER, _("90 days"), ""),
        (Span.YEAR, _("12 months"), ""),
    ]


def charted_name(sheet: Sheet) -> str:
    return {"calls": _("Calls"), "booked": _("Bookings"), "minutes": _("Minutes")}[
        sheet.asked.charted
    ]


def _told(result: str) -> bool:
    """Calls of which nothing can be said are no outcome, and spam is told apart."""
    return bool(result) and result != Result.SPAM


def _most_common(outcomes: list[Row], sheet: Sheet, assistant: str) -> str:
    if not outcomes:
        return ""
    first = outcomes[0]
    return takeaways.of_kinds(
        result_name(Result(first.key), assistant), first.share, fair=sheet.is_fair
    )
