"""The bookings of a call: found again at every telling, and what a person wrote stays."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies.models import Client
from callboard.agents import booking_tools
from callboard.agents.booking_tools import BookingTools
from callboard.audit.models import Entry
from callboard.bookings import bookings, rereading
from callboard.bookings.bookings import BookingFacts
from callboard.bookings.models import Booking, Source, Status
from callboard.calls import aside, daily
from callboard.calls.models import Call, DailyCalls, ToolUses
from callboard.tenancy import scope
from tests.bookings.told import TUESDAY, a_booked_call, told, use
from tests.cast import ANA, Cast
from tests.inbox import snapshot
from tests.inbox.strategies import EXAMPLES
from tests.portal.sounds import a_call

AT = datetime(2026, 12, 1, 19, 40, tzinfo=UTC)
LATER = AT + timedelta(hours=2)


@pytest.fixture
def bright_smile(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield cast.bright_smile


def facts_of(one: Booking, **changes) -> BookingFacts:
    return BookingFacts(
        **{
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "name": one.name,
            "phone": one.phone,
            "service": one.service,
            "notes": one.notes,
            "in_calendar": one.in_calendar is not False,
            **changes,
        }
    )


def test_whoever_is_not_named_is_the_caller(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile)
    one = Booking.objects.get()
    assert (one.name, one.phone, one.starts_at) == ("Dana Whitfield", "+14155550123", AT)
    assert (one.client, one.agent, one.source) == (bright_smile, call.agent, Source.TOOL)
    assert one.status is Status.CONFIRMED
    assert (call.has_booking, call.result) == (True, "booked")


def test_a_refused_one_is_not_in_the_calendar_and_no_booked_call(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile, use(result="Error"))
    assert Booking.objects.get().status is Status.NOT_IN_CALENDAR
    assert (call.has_booking, call.result) == (False, "answered")


def test_the_same_call_told_again_makes_no_second_booking(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile)
    first = Booking.objects.get()
    told(call, use())
    told(call, use(), use(2, "lookUp"))
    assert Booking.objects.get() == first


def test_what_a_person_changed_is_not_overwritten(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile)
    changed = facts_of(Booking.objects.get(), starts_at=LATER, name="Dana W.")
    bookings.change(Booking.objects.get(), changed, by=ANA)
    told(call, use(summary="Cleaning and X-rays", startDateTime=TUESDAY))
    one = Booking.objects.get()
    assert (one.starts_at, one.name) == (LATER, "Dana W.")
    assert one.service == "Cleaning and X-rays"


def test_what_a_person_called_off_stays_off(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile)
    bookings.cancel(Booking.objects.get(), by=ANA)
    told(call, use(), use(2, startDateTime="2026-12-02T09:00:00"))
    assert [one.status for one in Booking.objects.order_by("starts_at")] == [
        Status.CANCELLED,
        Status.CONFIRMED,
    ]


def test_of_a_draft_s_call_the_client_sees_nothing(bright_smile: Client) -> None:
    a_booked_call(bright_smile, kept_aside=True)
    assert Booking.objects.count() == 1
    assert not Booking.objects.shown_to_client().exists()


def test_a_call_of_nobody_books_for_nobody(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile)
    call.client = None
    told(call)
    assert not Booking.objects.exists()


def test_bookings_go_along_when_a_call_is_given_to_another_client(cast: Cast, bright_smile) -> None:
    call = a_booked_call(bright_smile)
    call.client = cast.harbor_law
    told(call)
    assert Booking.objects.get().client == cast.harbor_law


def test_kept_aside_and_shown_again_with_its_call(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile)
    aside.keep(call, by=ANA)
    assert not Booking.objects.shown_to_client().exists()
    aside.show(call, by=ANA)
    assert Booking.objects.shown_to_client().get().call == call


def test_added_to_the_calendar_by_hand_the_call_came_to_a_booking(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile, use(result="Error"))
    daily.rebuild(bright_smile)
    for act, booked in ((bookings.enter, True), (bookings.unenter, False)):
        act(Booking.objects.get(), by=ANA)
        call.refresh_from_db()
        assert call.has_booking is booked
        assert snapshot.counted() == snapshot.recounted()
        assert DailyCalls.objects.get(calls__gt=0).result == ("booked" if booked else "answered")
    assert Booking.objects.get().status is Status.NOT_IN_CALENDAR


def test_pressed_twice_it_was_done_once(bright_smile: Client) -> None:
    a_booked_call(bright_smile)
    one = Booking.objects.get()
    for _ in range(2):
        bookings.cancel(one, by=ANA)
    when = Booking.objects.get().cancelled_at
    assert Entry.objects.filter(act="booking.cancelled").count() == 1
    bookings.cancel(one, by=ANA, at=LATER)
    assert Booking.objects.get().cancelled_at == when


def test_nobody_is_missing_before_it_begins(bright_smile: Client) -> None:
    a_booked_call(bright_smile)
    one = Booking.objects.get()
    assert not bookings.miss(one, by=ANA, at=AT - timedelta(minutes=1))
    assert bookings.miss(one, by=ANA, at=AT)
    assert Booking.objects.get().status is Status.NO_SHOW


def test_the_record_tells_no_name_number_or_note(bright_smile: Client) -> None:
    """It can never be erased, and they may have to be."""
    a_booked_call(bright_smile)
    one = Booking.objects.get()
    secret = facts_of(one, name="Secretname", phone="+14155550177", notes="Secretnote")
    bookings.change(one, secret, by=ANA)
    bookings.add(bright_smile, secret, by=ANA)
    for entry in Entry.objects.filter(act__startswith="booking."):
        assert "Secret" not in f"{entry.before}{entry.after}"
        assert "5550177" not in f"{entry.before}{entry.after}"
    assert Entry.objects.get(act="booking.changed").after["changed"] == ["name", "phone", "notes"]


def test_tools_lie_sealed(bright_smile: Client) -> None:
    a_booked_call(bright_smile, use(startDateTime=TUESDAY, secret="CANARY"))
    row = ToolUses.objects.get()
    assert b"CANARY" not in bytes(row.__dict__["uses"])
    assert "CANARY" in row.uses


def test_a_meaning_learnt_later_is_used_for_earlier_calls(bright_smile: Client) -> None:
    call = a_booked_call(bright_smile, use(1, "reserve", when=TUESDAY))
    other = a_booked_call(bright_smile, use(1, "reserve", when="2026-12-02T09:00:00"))
    a_call(bright_smile)
    assert not Booking.objects.exists()
    assert call.agent is not None
    booking_tools.change(call.agent, BookingTools(names=("reserve",), start="when"), by=ANA)
    assert rereading.reread_now(call.agent) == 2
    call.refresh_from_db()
    assert (call.has_booking, call.result) == (True, "booked")
    assert {one.call for one in Booking.objects.all()} == {call, other}
    assert rereading.reread_now(call.agent) == 2
    assert Booking.objects.count() == 2


USES = [
    use(1, result="Error: busy"),
    use(2, startDateTime="2026-12-01T15:00:00"),
    use(3, startDateTime="2026-12-08T15:00:00", summary="Whitening"),
    use(4, "lookUp"),
]


@EXAMPLES
@given(st.data())
def test_tellings_and_people_in_any_order(bright_smile: Client, data) -> None:
    """Whatever came before, the last telling decides, but for what a person wrote."""
    with snapshot.undone():
        call = a_call(bright_smile)
        last = data.draw(st.sets(st.sampled_from(range(4)), min_size=1))
        steps = data.draw(st.lists(st.sets(st.sampled_from(range(4)), min_size=1), max_size=3))
        written = False
        for step in [*steps, last]:
            told(call, *(USES[number] for number in sorted(step)))
            if data.draw(st.booleans()) and (one := Booking.objects.first()) is not None:
                bookings.change(one, facts_of(one, notes="By hand"), by=ANA)
                written = True
                call.refresh_from_db()
        told(call, *(USES[number] for number in sorted(last)))
        found = [(one.starts_at, one.in_calendar) for one in call.bookings.order_by("starts_at")]
        assert len(set(found)) == len(found) or written
        alone = a_call(bright_smile)
        told(alone, *(USES[number] for number in sorted(last)))
        wanted = [(one.starts_at, one.in_calendar) for one in alone.bookings.order_by("starts_at")]
        assert set(wanted) <= set(found) if written else wanted == found
        assert Call.objects.get(pk=call.pk).has_booking == any(one[1] for one in found)
        assert snapshot.of_calls() is not None
