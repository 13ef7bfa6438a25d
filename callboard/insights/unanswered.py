"""What callers asked in vain in a period: out of a table of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from callboard.agencies.models import Client
from callboard.calls import questions
from callboard.calls.models import Result, UnansweredQuestion
from callboard.calls.questions import Question
from callboard.insights.sheet import Sheet
from callboard.ui.zones import local

# The newest are told; what was asked before them is not.
MOST = 500


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The newest question first. `is_cut` where more were asked than are read."""

    questions: list[Question]
    is_cut: bool


def unanswered(sheet: Sheet, client: Client) -> Unanswered:
    """Of the calls that the sheet counts. Inside the open scope of the client; two statements."""
    since, until = sheet.period.moments(sheet.zone)
    rows = UnansweredQuestion.objects.shown_to_client().newest_first().with_moments()
    rows = rows.filter(client=client, asked_at__gte=since, asked_at__lt=until)
    if sheet.asked.outcome:
        rows = rows.filter(call__result=sheet.asked.outcome)
    else:
        rows = rows.exclude(call__result=Result.SPAM)
    if sheet.asked.reason:
        rows = rows.filter(call__reason=sheet.asked.reason)
    found = list(rows[: MOST + 1])
    return Unanswered(questions.together(found[:MOST], client.pk), len(found) > MOST)


def title(assistant: str) -> str:
    """`assistant` is its name where one alone answers."""
    if not assistant:
        return _("Questions without an answer")
    return _("Questions that %(name)s could not answer") % {"name": assistant}


def lines(found: Unanswered, sheet: Sheet, assistant: str) -> Iterator[list[str]]:
    """As lines of the file (`callboard.insights.table`)."""
    for one in found.questions:
        asked = local(one.newest.asked_at, sheet.zone).replace(tzinfo=None)
        note = _("Last asked %(when)s") % {"when": asked.isoformat(" ", "minutes")}
        yield [title(assistant), one.text, str(one.calls), "", "", note]
    if found.is_cut:
        yield [title(assistant), cut(), "", "", "", ""]


def cut() -> str:
    return _("Only the newest %(n)s of these days are told.") % {"n": MOST}
