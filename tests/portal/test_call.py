"""One call: its sound, its words, its facts, in each state that a call can be in."""

from django.test import Client as Browser

from callboard.calls.models import Call, Recording
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import TURNS, a_call, a_recording


def path_of(call: Call) -> str:
    return f"/calls/{call.public_id}/"


def test_a_call_that_ended(cast: Cast, maya: Browser, data_dir, django_assert_num_queries) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        a_recording(call)
    maya.get(path_of(call))
    # The agency with its brand, who this is, the call with all that belongs to it, its bookings.
    with django_assert_num_queries(4):
        page = maya.get(path_of(call)).text
    assert f'src="{path_of(call)}recording"' in page
    assert 'id="turn-2" data-start="2100"' in page
    assert f'href="{path_of(call)}?t=14#turn-3"' in page
    assert "I chipped a &lt;b&gt;tooth&lt;/b&gt;." in page
    assert "Written by AI, check the recording." in page
    assert "answered by Robin" in page
    assert "hx-trigger" not in page


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
