"""`callboard ledger`: what it says of a ledger that is right, and of one that is not."""

from datetime import UTC, date, datetime

import pytest

from callboard.billing import periods, plans
from callboard.billing.models import Entry, Usage
from callboard.calls import billed, daily
from callboard.calls.models import Call
from callboard.tenancy import scope
from tests.billing.test_pages import OFFER
from tests.cast import ANA, Cast
from tests.config.test_command_line import run
from tests.portal.sounds import a_call

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def call(cast: Cast) -> Call:
    """Of 12 minutes, in a period that is open."""
    with scope.agency(cast.northwind.pk):
        plans.begin(cast.bright_smile, OFFER, starts_on=date(2026, 3, 1), by=ANA, at=THEN)
        made = a_call(cast.bright_smile, started_at=THEN, duration_ms=720_000)
        daily.move(None, daily.share_of(made))
    return made


def test_a_ledger_that_is_right(call: Call) -> None:
    said = run("ledger")
    assert (said.exit_code, said.output) == (0, "3 clients, 0 whose ledger differed.\n")


def test_calls_that_were_written_past_the_ledger_are_named_and_stay(cast: Cast, call: Call) -> None:
    with scope.agency(cast.northwind.pk):
        Call.objects.filter(pk=call.pk).update(duration_ms=60_000)
        a_call(cast.bright_smile, started_at=THEN)
    for _time in range(2):
        said = run("ledger", "--verify")
        assert said.exit_code == 1
        assert said.output == (
            f"Client {cast.bright_smile.public_id}: 2 calls, 0 periods.\n"
            "3 clients, 1 whose ledger differed.\n"
        )


def test_what_differs_is_entered_anew(cast: Cast, call: Call) -> None:
    with scope.agency(cast.northwind.pk):
        Call.objects.filter(pk=call.pk).update(duration_ms=60_000)
        Usage.objects.update(seconds=1)
    mended = run("ledger", "--mend")
    assert mended.exit_code == 0
    assert "1 calls, 1 periods, entered anew." in mended.output
    assert run("ledger").exit_code == 0
    with scope.agency(cast.northwind.pk):
        assert Usage.objects.get().seconds == 60


def test_a_closed_period_is_mended_in_the_open_one(cast: Cast, call: Call) -> None:
    with scope.agency(cast.northwind.pk):
        periods.turn(cast.bright_smile.pk, datetime(2026, 4, 2, tzinfo=UTC))
        Call.objects.filter(pk=call.pk).update(duration_ms=60_000)
    assert run("ledger", "--mend").exit_code == 0
    with scope.agency(cast.northwind.pk):
        kept, corrected = Entry.objects.order_by("id")
        assert (kept.seconds, corrected.seconds) == (720, 60 - 720)
        assert corrected.period == periods.current(cast.bright_smile.pk)
        assert billed.differences(cast.bright_smile) == ([], [])
