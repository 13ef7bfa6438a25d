"""The page of numbers, as its template shows it."""

from typing import Any

from django.utils.translation import gettext as _

from callboard.calls.models import Result
from callboard.calls.wording import result_name
from callboard.insights import callers, takeaways
from callboard.insights.asked import Span
from callboard.insights.charts.columns import HEIGHT, columns
from callboard.insights.charts.week import week
from callboard.insights.definitions import definitions
from callboard.insights.in_words import percent
from callboard.insights.kinds import outcomes, reasons
from callboard.insights.permitted import Sees, charted_name, shown_tiles
from callboard.insights.series import series
from callboard.insights.sheet import Sheet

# So many reasons are shown; the rest is told together.
MOST_REASONS = 12


def page(sheet: Sheet, sees: Sees, assistant: str) -> dict[str, Any]:
    """`assistant` is its name where one alone answers."""
    chosen = sheet.asked.outcome
    return {
        "sheet": sheet,
        "asked": sheet.asked,
        "spans": spans(),
        "tiles_": shown_tiles(sheet, sees),
        "outcome_name": result_name(chosen, assistant) if chosen else "",
        "definitions_": definitions(sheet, sees),
        "percent": percent,
        "when": takeaways.of_period(sheet.period),
        "when_before": takeaways.of_period(sheet.period_before),
        **_in_time(sheet),
        **_kinds(sheet, sees, assistant),
        **_callers(sheet, sees),
        **_week(sheet),
    }


def spans() -> list[tuple[Span, str, str]]:
    """To choose from: its name, and the key that chooses it ("" for none)."""
    return [
        (Span.TODAY, _("Today"), "d"),
        (Span.WEEK, _("7 days"), "w"),
        (Span.MONTH, _("30 days"), "m"),
        (Span.QUARTER, _("90 days"), ""),
        (Span.YEAR, _("12 months"), ""),
    ]


def _in_time(sheet: Sheet) -> dict[str, Any]:
    points, charted = series(sheet), sheet.asked.charted
    return {
        "charted": charted_name(sheet),
        "columns": columns(points),
        "height": HEIGHT,
        "labels": [takeaways.of_label(point.part) for point in points],
        "points": [(takeaways.of_part(point.part), point) for point in points],
        "takeaway": takeaways.of_series(points, charted),
        "amount": lambda value: takeaways.amount(value, charted),
        "calls_of": lambda point: sheet.asked.of_calls(point.part).query(),
    }


def _kinds(sheet: Sheet, sees: Sees, assistant: str) -> dict[str, Any]:
    found, why = outcomes(sheet), reasons(sheet)
    named = [(row, result_name(Result(row.key), assistant)) for row in found]
    spam = sheet.counted.results.get(Result.SPAM)

    def calls_with(result: str) -> str:
        return sheet.asked.of_calls(sheet.period, results=(Result(result),)).query()

    return {
        "shows_outcomes": sees("calls.result"),
        "outcomes": named,
        "outcomes_say": takeaways.of_kinds(named, fair=sheet.is_fair),
        "spam": spam.calls if spam else 0,
        "calls_with": calls_with,
        "reasons": why[:MOST_REASONS],
        "more_reasons": sum(row.calls for row in why[MOST_REASONS:]),
        "reasons_say": takeaways.of_kinds([(row, row.key) for row in why], fair=sheet.is_fair),
    }


def _callers(sheet: Sheet, sees: Sees) -> dict[str, Any]:
    rows = callers.callers(sheet, sees)
    return {
        "callers": [(row, callers.name(row.key)) for row in rows],
        "callers_say": callers.in_words(rows, fair=sheet.is_fair),
    }


def _week(sheet: Sheet) -> dict[str, Any]:
    found = week(sheet.clock.hours())
    short, long = takeaways.weekday_names("abbreviated"), takeaways.weekday_names("wide")
    return {
        "week": found,
        "weekdays": list(zip(short, long, strict=True)),
        "hour": takeaways.hour,
        "week_says": takeaways.of_week(found) if sheet.is_fair else "",
    }
