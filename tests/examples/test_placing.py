"""An example call, from the press of a button to its sound: in by the webhook, like any other."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar

from callboard.agents.models import Connection
from callboard.audit.models import Entry
from callboard.bookings import diary
from callboard.bookings.ics import calendar_file
from callboard.bookings.models import Booking
from callboard.bookings.table import rows
from callboard.calls import search
from callboard.calls.models import Call, DailyCalls, SearchText
from callboard.calls.wording import EXAMPLE
from callboard.examples import removal
from callboard.examples.events import Step
from callboard.examples.models import ExampleCall
from callboard.notices import events
from callboard.people import archive, revocation
from callboard.people.refusals import LimitReached, Refused
from callboard.providers.models import Delivery
from tests.cast import ANA, Cast, agent
from tests.examples.conftest import Stage

pytestmark = pytest.mark.django_db


def test_an_example_rings_goes_on_and_ends(stage: Stage) -> None:
    example = stage.place()
    ringing = stage.tell(example, Step.RINGING)
    assert (ringing.is_live, ringing.is_example) == (True, True)
    assert (ringing.client, ringing.agent) == (stage.client, stage.agent)
    assert stage.tell(example, Step.ANSWERED).is_live
    over = stage.tell(example, Step.REPORTED)
    assert not over.is_live
    assert over.ended_at is not None
    assert over.ended_at <= over.created_at + timedelta(seconds=7)
    assert (over.duration_ms or 0) > 15_000
    assert "Bright Smile Dental, this is Robin." in over.transcript.turns[0]["text"]


def test_it_can_be_heard(stage: Stage) -> None:
    call = stage.heard()
    assert call.recording.is_stored
    assert call.recording.duration_ms == pytest.approx(call.duration_ms, abs=100)


def test_it_is_found_by_what_is_said_in_it_until_it_is_removed(stage: Stage) -> None:
    call = stage.tell(stage.place())
    word = max(call.transcript.turns[-1]["text"].replace(".", "").split(), key=len)

    def found(typed: str) -> list[Call]:
        return list(search.matching(Call.objects.shown_to_client(), typed, limit=5))

    for typed in (word, call.caller_name, call.from_number):
        assert found(typed) == [call]
    removal.remove_all(stage.client, by=ANA)
    assert found(word) == []
    assert not SearchText.objects.exists()


def test_in_whatever_order_it_is_told_it_is_the_same_call(stage: Stage) -> None:
    call = stage.tell(
        stage.place("hung-up"), Step.REPORTED, Step.RINGING, Step.REPORTED, Step.ANSWERED
    )
    assert not call.is_live
    assert Call.objects.count() == 1
    assert Delivery.objects.count() == 3


@pytest.mark.parametrize(
    ("story", "result", "urgent"),
    [
        ("call-back", "call_back", False),
        ("urgent", "call_back", True),
        ("hours", "question", False),
        ("put-through", "put_through", False),
        ("hung-up", "hung_up", False),
        ("spam", "spam", False),
        ("books", "booked", False),
    ],
)
def test_what_came_of_it_is_told_by_the_story(
    stage: Stage, story: str, result: str, urgent: bool
) -> None:
    call = stage.tell(stage.place(story), Step.REPORTED)
    assert (call.result, call.urgent) == (result, urgent)


def test_what_is_booked_in_it_stands_in_the_bookings_as_an_example(stage: Stage) -> None:
    call = stage.tell(stage.place("books"), Step.REPORTED)
    booking = Booking.objects.select_related("call").get()
    assert (booking.is_example, booking.in_calendar, booking.call) == (True, True, call)
    assert booking.service == "New patient exam and cleaning"
    (event,) = Calendar.from_ical(calendar_file(booking, stage.client.agency, "")).events
    assert str(EXAMPLE) in str(event["summary"])
    assert str(EXAMPLE) in str(list(rows([booking], stage.client)))
    removal.remove_all(stage.client, by=ANA)
    assert not Booking.objects.exists()


def test_a_calendar_that_cannot_be_reached_leaves_something_to_do(stage: Stage) -> None:
    call = stage.tell(stage.place("not-in-calendar"), Step.REPORTED)
    assert Booking.objects.get().in_calendar is False
    assert not diary.not_in_calendar(stage.client, timezone.now()).exists()
    assert call.result == "message"


def test_nobody_s_numbers_count_it(stage: Stage) -> None:
    stage.tell(stage.place("call-back"))
    assert not DailyCalls.objects.exists()
    assert not Call.objects.to_call_back().exists()
    assert not Call.objects.real().exists()


def test_nobody_is_mailed_about_it(stage: Stage) -> None:
    call = stage.tell(stage.place("urgent"))
    assert call.urgent
    assert events.of_call(call, timezone.now()) == []


def test_a_draft_s_example_shows(stage: Stage, cast: Cast) -> None:
    draft = agent(stage.client, stage.agent.connection, "Casey", draft=True)
    call = stage.tell(stage.place("hung-up", agent=draft))
    assert not call.kept_aside
    assert list(Call.objects.shown_to_client()) == [call]


def test_the_connection_is_made_once_and_is_nobody_s_to_set_up(stage: Stage) -> None:
    stage.place()
    stage.place()
    made = Connection.objects.get(provider="simulator")
    assert made.secret
    assert made not in Connection.objects.of_providers()
    assert Entry.objects.filter(act="connection.added").count() == 1


def test_a_form_sent_twice_places_one_call(stage: Stage) -> None:
    assert stage.place(key="a" * 16) == stage.place(key="a" * 16)
    assert ExampleCall.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path__endswith="placing.tell").count() == 3


def test_the_record_says_who_placed_it(stage: Stage) -> None:
    stage.place("urgent")
    entry = Entry.objects.get(act="call.example_placed")
    assert (entry.actor_name, entry.client_id) == ("Ana Ruiz", stage.client.pk)
    assert entry.after == {"story": "urgent", "agent": "Robin"}


def test_who_presses_often_waits(stage: Stage) -> None:
    for _ in range(10):
        stage.place()
    with pytest.raises(LimitReached):
        stage.place()
    assert ExampleCall.objects.count() == 10


def test_a_revoked_or_archived_client_gets_none(stage: Stage) -> None:
    revocation.revoke(stage.client, by=ANA)
    with pytest.raises(Refused):
        stage.place()
    archive.archive(stage.client, by=ANA)
    with pytest.raises(Refused):
        stage.place()
    assert not ExampleCall.objects.exists()
