"""One call: its sound, its words, its facts, in each state that a call can be in."""

import re
from datetime import UTC, datetime, timedelta

from django.test import Client as Browser
from django.utils import timezone

from callboard.calls.models import Call, Recording
from callboard.tenancy import scope
from tests.calls.voices import conversation
from tests.cast import Cast, browser
from tests.portal.sounds import TURNS, a_call, a_recording


def path_of(call: Call) -> str:
    return f"/calls/{call.public_id}/"


def test_a_call_that_ended(cast: Cast, maya: Browser, data_dir, django_assert_num_queries) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        a_recording(call)
    maya.get(path_of(call))
    # The agency with its brand, who this is, the call with all that belongs to it, its bookings,
    # the two calls beside it and how many there are, what its reader said of it, and by what name
    # the navigation calls the assistant.
    with django_assert_num_queries(10):
        page = maya.get(path_of(call)).text
    assert f'src="{path_of(call)}recording"' in page
    assert 'id="turn-2" data-start="2100"' in page
    assert f'href="{path_of(call)}?t=14#turn-3"' in page
    assert "I chipped a &lt;b&gt;tooth&lt;/b&gt;." in page
    assert "Written by AI, check the recording." in page
    assert "answered by Robin" in page
    assert "hx-trigger" not in page


def test_the_link_to_copy_is_the_agency_s_whatever_the_request_says(
    cast: Cast, maya: Browser, data_dir
) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    copied = f'data-copy="{cast.northwind.url(path_of(call))}"'
    ana = browser(cast.northwind, cast.ana)
    host = f"{cast.northwind.host}:31337"
    assert copied in maya.get(path_of(call), headers={"host": host}).text
    desk = cast.northwind.url(f"/agency{path_of(call)}")
    assert f'data-copy="{desk}"' in ana.get(f"/agency{path_of(call)}", headers={"host": host}).text


def test_whom_the_assistant_called_is_no_caller(cast: Cast, maya: Browser, data_dir) -> None:
    """In the transcript, in the player's legend, and among the details; on both sides."""
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS, direction="outbound", result="reached")
        a_recording(call, conversation([(0, 2)], [(2, 4)], seconds=4))
    ana = browser(cast.northwind, cast.ana)
    for page in (maya.get(path_of(call)).text, ana.get(f"/agency{path_of(call)}").text):
        assert '<span class="turn-speaker">Person called</span>' in page
        assert '<span class="speaker--caller">Person called</span>' in page
        assert "called by Robin" in page
        assert not re.search(r">[^<]*\bcaller\b[^<]*<", page, re.IGNORECASE)
    for listed in (maya.get("/calls/").text, maya.get("/home/").text):
        assert not re.search(r">[^<]*\bcaller\b[^<]*<", listed, re.IGNORECASE)


def test_without_script_a_time_in_the_address_begins_there(cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        a_recording(call)
    assert f'src="{path_of(call)}recording#t=14"' in maya.get(path_of(call) + "?t=14").text
    for nonsense in ("-1", "x", "1e9", '"><script>', "9" * 40, "%00"):
        assert f'src="{path_of(call)}recording"' in maya.get(path_of(call), {"t": nonsense}).text


def test_a_live_call_is_looked_at_again(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, rank=2, outcome="", summary="", duration_ms=None)
    page = maya.get(path_of(call)).text
    assert "In progress" in page
    assert "The call is still going on." in page
    assert page.count('hx-trigger="every 5s"') == 1
    assert 'hx-select="#call"' in page
    assert "data-player-audio" not in page


def test_a_recording_that_is_being_prepared(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        recording = Recording.objects.create(agency=cast.northwind, call=call)
        page = maya.get(path_of(call)).text
        assert "The recording is being prepared, usually under a minute." in page
        assert page.count('hx-trigger="every 5s"') == 1
        assert 'hx-select="#sound"' in page
        recording.reason = "The provider answers 503."
        recording.save()
        assert "We keep trying. The transcript stays." in maya.get(path_of(call)).text


def test_a_recording_that_cannot_be_had(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        Recording.objects.create(
            agency=cast.northwind, call=call, state="failed", reason="storage.vapi.ai answers 403."
        )
    page = maya.get(path_of(call)).text
    assert "The recording can’t be had. The transcript stays." in page
    assert "Come at two." in page
    assert "storage" not in page
    assert "hx-trigger" not in page


def test_a_recording_that_was_removed(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        recording = Recording.objects.create(
            agency=cast.northwind,
            call=call,
            state="removed",
            removed_at=datetime(2025, 3, 3, 15, tzinfo=UTC),
            removed_why="retention",
        )
    page = maya.get(path_of(call)).text
    assert "Recording removed on Monday 3 March 2025 as set by Northwind Voice." in page
    assert "The transcript stays." in page
    assert "Come at two." in page
    assert "data-player-audio" not in page
    assert maya.get(path_of(call) + "recording").status_code == 404
    with scope.agency(cast.northwind.pk):
        recording.removed_why = "erased"
        recording.save()
        call.transcript.delete()
    page = maya.get(path_of(call)).text
    assert "Recording erased on Monday 3 March 2025." in page
    assert "The transcript stays." not in page


def test_how_long_recordings_are_kept(cast: Cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        a_recording(call)
        assert "Recordings are kept" not in maya.get(path_of(call)).text
        cast.bright_smile.recordings_kept_days = 90
        cast.bright_smile.save()
    assert "Recordings are kept 90 days. The transcript stays." in maya.get(path_of(call)).text


def test_a_summary_is_shown_where_somebody_spoke(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, spoken=False, outcome="voicemail")
    page = maya.get(path_of(call)).text
    assert "Chipped a tooth." not in page
    assert "Was this handled well?" not in page


def test_both_voices_are_drawn_by_the_server(cast: Cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        a_recording(call, conversation([(0, 2)], [(2, 4)], seconds=4))
    page = maya.get(path_of(call)).text
    assert 'class="wave-agent" d="M2 ' in page
    assert 'class="wave-caller" d="M2 ' in page
    assert "style=" not in page


def test_a_locked_screen_shows_initials_and_no_number(cast: Cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        named, unnamed = a_call(cast.bright_smile), a_call(cast.bright_smile, caller_name="")
        a_recording(named)
        a_recording(unnamed)
    assert 'data-who="DW"' in maya.get(path_of(named)).text
    assert 'data-who="Call"' in maya.get(path_of(unnamed)).text


def test_the_way_to_the_calls_beside_it(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        now = timezone.now()
        newest, _spam, middle, oldest = [
            a_call(cast.bright_smile, started_at=now - timedelta(hours=n), result=result)
            for n, result in enumerate(["", "spam", "", ""])
        ]
        a_call(cast.harbor_law, started_at=now - timedelta(minutes=90))
    page = maya.get(path_of(middle)).text
    assert f'href="{path_of(newest)}"' in page
    assert f'href="{path_of(oldest)}"' in page
    assert "Newer call" not in maya.get(path_of(newest)).text
    assert "Older call" not in maya.get(path_of(oldest)).text


def test_calls_of_the_same_second_are_not_skipped(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        now = timezone.now()
        first, second, third = [a_call(cast.bright_smile, started_at=now) for _ in range(3)]
    page = maya.get(path_of(second)).text
    assert f'href="{path_of(first)}"' in page
    assert f'href="{path_of(third)}"' in page


def test_neither_recording_nor_transcript(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(
            cast.bright_smile, caller_name="", from_number="", summary="", duration_ms=None
        )
    page = maya.get(path_of(call)).text
    assert "There is no recording of this call." in page
    assert "Nothing was said, or nothing was written down." in page
    assert "Unknown number" in page


def test_turns_without_times(cast: Cast, maya: Browser) -> None:
    turns = [{"role": "agent", "text": "Hello.", "start_ms": None, "end_ms": None}]
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=turns)
    page = maya.get(path_of(call)).text
    assert "Hello." in page
    assert "data-start" not in page


def test_a_number_that_is_none_is_shown_as_it_came(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, from_number='sip:"><b>x', caller_name="<i>Dana</i>")
    page = maya.get(path_of(call)).text
    assert "<i>Dana" not in page
    assert "><b>x" not in page
