"""The page of numbers as the lines of a table for a spreadsheet: exactly what is shown."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from callboard.calls.models import Result
from callboard.calls.wording import result_name
from callboard.insights import callers, takeaways, unanswered
from callboard.insights.charts.rows import Row
from callboard.insights.charts.week import week
from callboard.insights.in_words import percent
from callboard.insights.kinds import outcomes, reasons
from callboard.insights.permitted import Sees, charted_name, shown_tiles
from callboard.insights.series import series
from callboard.insights.sheet import Sheet
from callboard.insights.unanswered import Unanswered
from callboard.insights.value import value
from callboard.ui.money import money, plain
from callboard.ui.zones import zone_name

Line = list[str]


def lines(
    sheet: Sheet, sees: Sees, assistant: str, asked_in_vain: Unanswered | None
) -> Iterator[Line]:
    """The head first. Numbers are plain, days as 2026-12-01."""
    yield [_("Table"), _("What"), _("Number"), _("Share"), _("Before"), _("Note")]
    yield from _chosen(sheet, assistant)
    for tile in shown_tiles(sheet, sees):
        yield [
            _("In numbers"),
            tile.name,
            tile.value,
            "",
            "",
            f"{tile.note} {tile.compared}".strip(),
        ]
    for point in series(sheet):
        when = point.part.first.isoformat()
        if point.part.length > 1:
            when += f" – {point.part.last.isoformat()}"
        before = "" if point.before is None else str(point.before)
        note = _("Not over yet") if point.unfinished else ""
        yield [charted_name(sheet), when, str(point.value), "", before, note]
    if sees("calls.result"):
        for row in outcomes(sheet):
            yield _kind(_("Outcomes"), result_name(Result(row.key), assistant), row, sheet)
    for row in reasons(sheet):
        yield _kind(_("Reasons for calling"), row.key, row, sheet)
    for row in callers.callers(sheet, sees):
        yield _kind(_("New and returning callers"), callers.name(row.key), row, sheet)
    yield from _busiest(sheet)
    if asked_in_vain:
        yield from unanswered.lines(asked_in_vain, sheet, assistant)
    if sees("analytics.value") and sees("bookings"):
        yield from _value(sheet)


def _chosen(sheet: Sheet, assistant: str) -> Iterator[Line]:
    """What the numbers are of."""
    period, asked = sheet.period, sheet.asked
    days = f"{period.first.isoformat()} – {period.last.isoformat()}"
    yield [_("Chosen"), _("Days"), days, "", "", zone_name(sheet.zone)]
    if asked.outcome:
        yield [_("Chosen"), _("Outcome"), result_name(asked.outcome, assistant), "", "", ""]
    if asked.reason:
        yield [_("Chosen"), _("Reason"), asked.reason, "", "", ""]


def _kind(table: str, name: str, row: Row, sheet: Sheet) -> Line:
    return [table, name, str(row.calls), percent(row.share) if sheet.is_fair else "", "", ""]


def _busiest(sheet: Sheet) -> Iterator[Line]:
    names = takeaways.weekday_names("wide")
    for hour, cells in week(sheet.clock.hours()).hours:
        for name, cell in zip(names, cells, strict=True):
            if cell.calls:
                what = f"{name}, {takeaways.hours(hour)}"
                yield [_("Busiest hours"), what, str(cell.calls), "", "", ""]


def _value(sheet: Sheet) -> Iterator[Line]:
    found = value(sheet)
    if found is None:
        return
    currency = found.figures.currency
    for term in found.terms:
        factors = f"{term.bookings} × {money(found.figures.booking, currency)} × {term.percent}%"
        yield [_("Estimated value"), factors, plain(term.amount, currency), "", "", currency]
    yield [_("Estimated value"), _("Together"), plain(found.total, currency), "", "", currency]
