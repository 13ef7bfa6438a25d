"""Outcomes and reasons, the most common first."""

from callboard.calls.models import Result
from callboard.insights.charts.rows import Row, rows
from callboard.insights.sheet import Sheet


def outcomes(sheet: Sheet) -> list[Row]:
    """Calls of which nothing can be said have none, and spam is told apart."""
    known = sheet.counted.results.items()
    return rows((name, one.calls) for name, one in known if name and name != Result.SPAM)


def reasons(sheet: Sheet) -> list[Row]:
    return rows((name, one.calls) for name, one in sheet.counted.reasons.items())
