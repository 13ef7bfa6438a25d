"""A caller who asked for it is forgotten, and the calls stay as a count."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.agencies.models import Agency
from callboard.audit.models import Entry
from callboard.calls import of_number, search, storage
from callboard.calls.models import Call, Feedback, Rank, Recording, SearchText, Transcript
from callboard.providers import erasing, inbox, merge
from callboard.providers.events import CallEvent
from callboard.providers.models import Delivery, DeliveryState, Erasure
from callboard.tenancy import scope
from callboard.ui.times import on_day
from callboard.worker import tasks
from tests import cast as the_cast
from tests.cast import ANA, Cast, agency
from tests.desk.sessions import signed_in
from tests.portal.sounds import TURNS, a_call, a_recording
from tests.processes import Installation, until
from tests.worker.test_crashes import pretend_long_ago

DANA, OTHER = "+14155550123", "+14155550199"
PAGE = "/agency/settings/data/"


@pytest.fixture
def northwind(cast: Cast, data_dir):
    with scope.agency(cast.northwind.pk):
        yield cast.northwind


def heard(of, **facts) -> Call:
    call = a_call(of, turns=TURNS, analysis={"name": "Dana"}, known={"summary": ["x"]}, **facts)
    a_recording(call)
    search.index(call)
    return call


def forget(number: str = DANA) -> Erasure:
    begun = erasing.start(Agency.objects.get(slug="northwind"), number, by=ANA)
    erasing.work_through.call(begun.agency_id, begun.pk)
    begun.refresh_from_db()
    return begun


def test_nothing_about_the_caller_is_left(cast: Cast, northwind) -> None:
    call = heard(cast.bright_smile)
    out = heard(cast.harbor_law, direction="outbound", from_number=OTHER, to_number=DANA)
    bare = heard(cast.bright_smile, from_number="(415) 555-0123")
    kept = heard(cast.bright_smile, from_number=OTHER)
    file = storage.path_of(call.recording)
    Feedback.objects.create(
        agency=northwind,
        client=cast.bright_smile,
        call=call,
        user=cast.maya,
        handled_well=False,
        note="Dana was upset",
        given_at=timezone.now(),
    )
    done = forget()
    assert (done.erased, done.number) == (3, None)
    assert done.ended_at is not None
    for row in Call.objects.filter(pk__in=[call.pk, out.pk, bare.pk]):
        assert (row.other_number, row.caller_name) == ("", erasing.ERASED)
        assert (row.summary, row.analysis, row.known) == ("", {}, {})
        assert row.duration_ms == 184_000
    assert not file.exists()
    assert set(Recording.objects.values_list("state", "removed_why")) == {
        ("removed", "erased"),
        ("stored", ""),
    }
    assert list(Transcript.objects.values_list("call_id", flat=True)) == [kept.pk]
    assert Feedback.objects.get().note == ""
    everything = " ".join(SearchText.objects.values_list("text", flat=True))
    assert everything.count("tooth") == everything.count("dana") == 1
    assert Call.objects.get(pk=kept.pk).from_number == OTHER


def test_what_was_said_is_found_no_more(cast: Cast, northwind) -> None:
    heard(cast.bright_smile)
    kept = heard(cast.bright_smile, from_number=OTHER, caller_name="Lee Wong")

    def found(typed: str) -> list[Call]:
        return list(search.matching(Call.objects.all(), typed, limit=5))

    assert len(found("tooth")) == len(found("415 555")) == 2
    assert len(found("Whitfield")) == 1
    forget()
    assert found("tooth") == found("415 555") == [kept]
    assert found("Whitfield") == found("5550123") == []


def test_the_pages_of_the_call_say_when_it_was_erased(cast: Cast, northwind) -> None:
    call = heard(cast.bright_smile)
    forget()
    call.refresh_from_db()
    assert call.erased_at
    on = on_day(call.erased_at, cast.bright_smile.time_zone)
    for path, who in (("/calls/", cast.maya), ("/agency/calls/", cast.ana)):
        page = signed_in(northwind, who).get(f"{path}{call.public_id}/").text
        assert f"What was said was erased {on}, on request." in page
        assert f"Recording erased {on}." in page
        assert "Nothing was said" not in page
        assert "Was this handled well?" not in page


def test_no_webhook_tells_of_it_again(cast: Cast, northwind) -> None:
    call = heard(cast.bright_smile)
    for number, state in enumerate((DeliveryState.PENDING, DeliveryState.DONE)):
        Delivery.objects.create(
            agency=northwind,
            connection=call.connection,
            event_type="end-of-call-report",
            external_call_id=call.external_id,
            dedupe_key=str(number),
            body=b"{}",
            received_at=timezone.now(),
            state=state,
            next_at=timezone.now(),
        )
    forget()
    assert {(row.body, row.state) for row in Delivery.objects.all()} == {(None, "done")}
    with scope.wiped():
        assert not inbox.drain_once()


def test_a_later_event_brings_nothing_back(cast: Cast, northwind) -> None:
    call = heard(cast.bright_smile)
    forget()
    event = CallEvent(
        external_call_id=call.external_id,
        rank=Rank.ENDED,
        event_type="end-of-call-report",
        occurred_at=timezone.now(),
        dedupe_key="later",
        caller_name="Dana",
        from_number=DANA,
        summary="Chipped a tooth.",
    )
    merge.apply(event, call.connection, timezone.now())
    call.refresh_from_db()
    assert (call.other_number, call.summary) == ("", "")
    assert not Transcript.objects.filter(call=call).exists()


def test_the_record_has_no_number_in_it(cast: Cast, northwind) -> None:
    heard(cast.bright_smile)
    forget()
    entry = Entry.objects.get(act="caller.erased")
    assert entry.after["number_ends_in"] == "23"
    assert entry.after["mark"] == erasing.mark_of(DANA) != erasing.mark_of(OTHER)
    assert "5550123" not in str(Entry.objects.filter(act="caller.erased").values())


def test_what_would_go_is_shown_first_and_then_typed(cast: Cast, northwind) -> None:
    heard(cast.bright_smile)
    heard(cast.bright_smile, started_at=timezone.now() - timedelta(days=40))
    heard(cast.harbor_law)
    desk = signed_in(northwind, cast.ana)
    page = desk.post(PAGE + "caller/", {"number": "415.555.0123"}).text
    for words in ("Erase (415) 555-0123?", "3 calls", "Bright Smile Dental", "2 calls"):
        assert words in page
    wrong = desk.post(PAGE + "caller/erasure/", {"number": DANA, "typed": "123"})
    assert wrong.status_code == 422
    assert not Erasure.objects.exists()
    done = desk.post(PAGE + "caller/erasure/", {"number": DANA, "typed": "0123"})
    assert done.status_code == 302
    begun = Erasure.objects.get()
    assert "Number ending in 23" in desk.get(PAGE).text
    desk.post(PAGE + "caller/erasure/", {"number": DANA, "typed": "0123"})
    assert Erasure.objects.count() == 1
    erasing.work_through.call(northwind.pk, begun.pk)
    assert "No calls of this number." in desk.post(PAGE + "caller/", {"number": DANA}).text
    calls = signed_in(northwind, cast.maya).get("/calls/").text
    assert "Erased on request" in calls
    assert "555-0123" not in calls


@pytest.mark.parametrize("number", ["", "Dana", "12", "9" * 70, "+1\0415", "\ud800"])
def test_what_is_no_number_is_refused_in_words(cast: Cast, northwind, number: str) -> None:
    sent = number.encode("utf-8", "surrogatepass").decode("latin-1")
    answer = signed_in(northwind, cast.ana).post(PAGE + "caller/", {"number": sent})
    assert answer.status_code == 422


def test_each_agencys_own(cast: Cast, northwind) -> None:
    heard(cast.bright_smile)
    with scope.agency(cast.lumen.pk):
        theirs = heard(cast.cedar_clinic)
    forget()
    with scope.agency(cast.lumen.pk):
        theirs.refresh_from_db()
        assert theirs.other_number == DANA


def test_those_that_begin_alike_stay(cast: Cast, northwind) -> None:
    heard(cast.bright_smile, from_number="+4420794609581")
    assert of_number.found("+442079460958").calls == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_taken_over(installation: Installation, settings) -> None:
    settings.MEDIA_ROOT = installation.folder / "media"
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        client = the_cast.client(made, "Bright Smile Dental", "maya@brightsmile.example")
        for _ in range(erasing.AT_ONCE + 3):
            call = a_call(client, turns=TURNS)
            search.index(call)
        begun = erasing.start(made, DANA, by=ANA)
    dying = installation.start("worker", CALLBOARD_DIE_AT="erasing.some")
    until(lambda: dying.poll() is not None, "the worker's death")
    with scope.agency(made.pk):
        assert Call.objects.filter(erased_at__isnull=False).count() == erasing.AT_ONCE
    pretend_long_ago()
    assert tasks.requeue_lost(timezone.now()) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    installation.start("worker")

    def is_done() -> bool:
        with scope.agency(made.pk):
            return bool(Erasure.objects.filter(pk=begun.pk, ended_at__isnull=False).exists())

    until(is_done, "the rest")
    with scope.agency(made.pk):
        assert not Call.objects.filter(erased_at__isnull=True).exists()
        assert not Transcript.objects.exists()
        assert Erasure.objects.get().erased == erasing.AT_ONCE + 3
