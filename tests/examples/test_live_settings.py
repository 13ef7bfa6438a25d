"""Example calls speak with what is live: greeting, hours, voice and transfer number."""

from datetime import UTC, datetime

import pytest

from callboard.agents.models import Connection
from callboard.agents.models.connection import SIMULATED
from callboard.agents.models.publication import Kind
from callboard.agents.opening_hours import OpeningHours, Range
from callboard.agents.settings.transfer import Line, Transfer
from callboard.examples.live import Live
from callboard.examples.telling import telling_of
from callboard.providers import publish
from tests.cast import ANA
from tests.examples.conftest import Stage

pytestmark = pytest.mark.django_db

TUESDAYS = OpeningHours(week=((), (Range(600, 720),), (), (), (), (), ()))
DESK = Transfer((Line("Front desk", "+12075550177"),), ("asked",), only_open=True)
CONTENT = {
    "notice": "This call is recorded.",
    "greeting": "Good day, Bright Smile.",
    "hours": TUESDAYS.stored(),
    "transfer": DESK.stored(),
    "voice": {"id": "grant", "name": "Grant"},
}
# By the client's clock (New York).
TUESDAY_AT_ELEVEN = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)


@pytest.fixture
def live(stage: Stage) -> Stage:
    Connection.objects.update(api_base=SIMULATED)
    stage.agent.refresh_from_db()
    one = publish.publish(stage.agent, Kind.SETTINGS, CONTENT, by=ANA)
    publish.send.call(one.agency_id, one.pk)
    return stage


def said(stage: Stage, story: str, at: datetime | None = None) -> str:
    lines = telling_of(stage.place(story, at=at)).script.lines
    return " ".join(line.text for line in lines)


def test_a_call_placed_after_publishing_speaks_with_what_is_live(live: Stage) -> None:
    call = live.tell(live.place())
    first = call.transcript.turns[0]["text"]
    assert first == "This call is recorded. Good day, Bright Smile."
    assert telling_of(live.place()).live.voice.name == "en-us+michael"


def test_one_that_was_placed_before_keeps_what_was_live_then(stage: Stage) -> None:
    Connection.objects.update(api_base=SIMULATED)
    stage.agent.refresh_from_db()
    before = stage.place()
    one = publish.publish(stage.agent, Kind.SETTINGS, CONTENT, by=ANA)
    waiting = stage.place()
    publish.send.call(one.agency_id, one.pk)
    for example in (before, waiting):
        first = stage.tell(example).transcript.turns[0]["text"]
        assert first.startswith("Bright Smile Dental, this is Robin.")


def test_it_tells_the_hours_and_offers_times_within_them(live: Stage) -> None:
    assert "We're open on Tuesday from 10 AM to 12 PM." in said(live, "hours")
    times = telling_of(live.place()).times.values()
    assert all(one.weekday() == 1 and one.hour in (10, 11) for one in times)


def test_it_puts_through_to_the_number_that_is_live_while_the_office_is_open(live: Stage) -> None:
    call = live.tell(live.place("put-through", at=TUESDAY_AT_ELEVEN))
    assert (call.outcome, call.transfer_to) == ("transferred", "+12075550177")
    closed = live.tell(live.place("put-through", at=TUESDAY_AT_THREE))
    assert (closed.outcome, closed.transfer_to) == ("completed", "")


def test_where_nothing_is_live_the_story_is_told_as_it_stands() -> None:
    noon = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    assert Live({}).story("put-through", "dental", noon) == ("put-through", "dental")
    nobody = {"transfer": Transfer((), (), only_open=False).stored()}
    assert Live(nobody).story("put-through", "dental", noon) == ("nobody-there", "live")
