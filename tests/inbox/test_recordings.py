"""Our own copy of the sound, from a provider that behaves well or badly."""

import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection as database
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.calls import storage
from callboard.calls.models import Recording, Transcript
from callboard.providers import fetch, merge
from callboard.providers.events import ChannelKind, RecordingSource
from callboard.providers.recordings import fetch_recording
from tests.inbox.line import Line, event_in
from tests.inbox.provider import (
    MP3,
    Provider,
    content,
    endless,
    gzipped,
    kept,
    redirect,
    reset_after,
    silent,
    status,
    wav,
)
from tests.providers.vapi import RECEIVED

KEY = "private-key-5150"


def wanted(line: Line, *addresses: str, rank_time: int = 0, keyed: tuple[str, ...] = ()):
    """A report that offers these, `keyed` ones behind the API; the recording that is fetched."""
    sources = [RecordingSource(one, ChannelKind.STEREO) for one in addresses]
    sources += [RecordingSource(one, ChannelKind.STEREO, needs_api_key=True) for one in keyed]
    told = event_in(line.body(timestamp=1747755026904 + rank_time))
    event = replace(told, recording_sources=tuple(sources))
    call = merge.apply(event, line.connection, RECEIVED)
    return Recording.objects.get(call=call)


def fetched(recording: Recording) -> Recording:
    fetch_recording.call(recording.agency_id, recording.pk)
    recording.refresh_from_db()
    return recording


def files(data_dir: Path) -> list[Path]:
    return [path for path in (data_dir / "media").rglob("*") if path.is_file()]


def key(line: Line, provider: Provider) -> None:
    line.connection.api_key, line.connection.api_base = KEY, provider.base + "/"
    line.connection.save()


def assert_stored(recording: Recording, offered: bytes, data_dir: Path) -> None:
    sound = kept(offered)
    assert (recording.state, recording.reason) == ("stored", "")
    assert recording.sha256 == hashlib.sha256(sound).hexdigest()
    assert recording.size == len(sound)
    assert storage.path_of(recording).read_bytes() == sound
    assert files(data_dir) == [storage.path_of(recording)]
    assert recording.sources is None
    assert recording.stored_at is not None


def assert_failed(recording: Recording, reason: str, data_dir: Path) -> None:
    assert (recording.state, recording.file) == ("failed", "")
    assert reason in recording.reason
    assert recording.sources is None
    assert files(data_dir) == []
    assert Transcript.objects.filter(call=recording.call).exists()


def assert_waiting(recording: Recording, reason: str, data_dir: Path) -> None:
    assert (recording.state, recording.attempts) == ("pending", 1)
    assert reason in recording.reason
    assert recording.sources
    assert files(data_dir) == []
    soon = (timezone.now(), timezone.now() + timedelta(hours=1))
    assert DBTaskResult.objects.filter(run_after__range=soon).count() == 1


def test_the_best_one_that_can_be_had_is_taken(line, provider, data_dir) -> None:
    good = provider.offer("/mono", content(wav()))
    recording = wanted(line, provider.offer("/stereo", status(403)), good, provider.offer("/c"))
    assert_stored(fetched(recording), wav(), data_dir)
    assert [path for path, _ in provider.asked] == ["/stereo", "/mono"]


def test_a_compressed_answer_is_unpacked(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/a", gzipped(wav())))
    assert_stored(fetched(recording), wav(), data_dir)
    assert provider.sent("/a", "Accept-Encoding") == ["identity"]


def test_what_is_not_there_yet_is_asked_for_again(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/a", status(404), content(wav())))
    assert_waiting(fetched(recording), "answered 404", data_dir)
    assert_stored(fetched(recording), wav(), data_dir)


def test_what_never_comes_is_told_and_the_transcript_stays(line, provider, data_dir, settings):
    settings.RECORDING_BACKOFF_SECONDS = [60, 300]
    recording = wanted(line, provider.offer("/a", status(404)))
    for tries in (1, 2):
        assert fetched(recording).attempts == tries
        assert recording.state == "pending"
    assert_failed(fetched(recording), "answered 404", data_dir)
    assert DBTaskResult.objects.count() == 3
    assert fetched(recording).state == "failed"
    assert len(provider.asked) == 3


@pytest.mark.parametrize("code", [204, 400, 401, 403, 410, 451])
def test_what_is_refused_is_not_asked_for_again(line, provider, data_dir, code) -> None:
    recording = wanted(line, provider.offer("/a", status(code)))
    assert_failed(fetched(recording), f"answered {code}", data_dir)


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"\xff\xfe" + "<html>call</html>".encode("utf-16-le"),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b'{"error": "not found"}',
        b"RIFF....AVI LIST",
        b"MZ\x90\0\x03",
        b"\xff\xfb",
        b"",
    ],
)
def test_o107_what_is_no_recording_is_refused(line, provider, data_dir, body) -> None:
    recording = wanted(line, provider.offer("/call.wav", content(body, "audio/wav")))
    assert_failed(fetched(recording), "no recording", data_dir)


def test_o108_an_endless_stream_is_cut(line, provider, data_dir, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 2 * 1024 * 1024)
    for chunked in (False, True):
        recording = wanted(line, provider.offer("/a", endless(provider, chunked=chunked)))
        assert_failed(fetched(recording), "larger than 2 MB", data_dir)
        Recording.objects.all().delete()


def test_o108_a_small_body_that_unpacks_to_a_large_one_is_cut(
    line, provider, data_dir, monkeypatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 2 * 1024 * 1024)
    recording = wanted(line, provider.offer("/a", gzipped(wav(600))))
    assert_failed(fetched(recording), "larger than 2 MB", data_dir)


def test_o108_a_promise_of_too_much_is_not_even_read(line, provider, data_dir) -> None:
    answer = content(wav(), promise=2_000_000_000)
    recording = wanted(line, provider.offer("/a", answer))
    assert_failed(fetched(recording), "larger than 300 MB", data_dir)


def test_o108_a_body_shorter_than_promised_is_not_kept(line, provider, data_dir) -> None:
    answer = content(wav(), promise=len(wav()) + 1)
    recording = wanted(line, provider.offer("/a", answer, content(wav())))
    assert_waiting(fetched(recording), "incomplete", data_dir)
    assert_stored(fetched(recording), wav(), data_dir)


def test_a_lost_connection_is_tried_again(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/a", reset_after(wav()), content(wav())))
    assert_waiting(fetched(recording), "incomplete", data_dir)
    assert_stored(fetched(recording), wav(), data_dir)


def test_a_trickle_ends(line, provider, data_dir, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.2)
    recording = wanted(line, provider.offer("/a", endless(provider, pause=0.02)))
    assert_waiting(fetched(recording), "too slowly", data_dir)


def test_a_provider_that_says_nothing_is_left(line, provider, data_dir, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "TIMEOUT", (0.2, 0.2))
    recording = wanted(line, provider.offer("/a", silent(provider)))
    assert_waiting(fetched(recording), "could not be reached", data_dir)


def test_nobody_there_is_tried_again(line, provider, data_dir, settings) -> None:
    settings.FETCH_ALSO_ALLOWED = ["127.0.0.1:1"]
    recording = wanted(line, "http://127.0.0.1:1/a.wav")
    assert_waiting(fetched(recording), "could not be reached", data_dir)


def test_the_api_is_asked_with_the_key(line, provider, data_dir) -> None:
    key(line, provider)
    provider.offer("/call/1/stereo-recording", redirect("/files/1.wav?x=1"))
    provider.offer("/files/1.wav?x=1", content(wav()))
    recording = wanted(line, keyed=("/call/1/stereo-recording",))
    assert_stored(fetched(recording), wav(), data_dir)
    assert {headers.get("Authorization") for _, headers in provider.asked} == {f"Bearer {KEY}"}


def test_an_open_address_never_gets_the_key(line, provider, data_dir) -> None:
    key(line, provider)
    assert_stored(fetched(wanted(line, provider.offer("/a", content(wav())))), wav(), data_dir)
    assert provider.sent("/a", "Authorization") == [None]


def test_without_a_key_the_agency_is_told(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/a", status(403)), keyed=("/call/1/mono",))
    assert_failed(fetched(recording), "asks for an API key", data_dir)


def test_o110_another_host_never_gets_the_key(line, provider, elsewhere, data_dir) -> None:
    key(line, provider)
    provider.offer("/api", redirect(elsewhere.offer("/sound", content(wav()))))
    recording = wanted(line, keyed=("/api",))
    assert_stored(fetched(recording), wav(), data_dir)
    assert provider.sent("/api", "Authorization") == [f"Bearer {KEY}"]
    assert elsewhere.sent("/sound", "Authorization") == [None]


def test_o110_who_led_us_away_cannot_lead_the_key_back(line, provider, elsewhere, data_dir) -> None:
    key(line, provider)
    back = provider.offer("/call/somebody-else", content(wav()))
    provider.offer("/api", redirect(elsewhere.offer("/sound", redirect(back))))
    assert_stored(fetched(wanted(line, keyed=("/api",))), wav(), data_dir)
    assert provider.sent("/call/somebody-else", "Authorization") == [None]


def test_redirects_end(line, provider, data_dir) -> None:
    for answer in (redirect("/a"), redirect("")):
        recording = wanted(line, provider.offer("/a", answer))
        assert_failed(fetched(recording), "redirected too often", data_dir)
        Recording.objects.all().delete()


def test_newer_addresses_replace_older_ones(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/old", status(404)))
    assert fetched(recording).attempts == 1
    wanted(line, provider.offer("/new", content(wav())), rank_time=1000)
    wanted(line, provider.offer("/older still", status(404)), rank_time=-1000)
    recording.refresh_from_db()
    assert (recording.attempts, recording.reason) == (0, "")
    assert_stored(fetched(recording), wav(), data_dir)
    assert [path for path, _ in provider.asked] == ["/old", "/new"]


def test_a_failed_one_is_fetched_after_all_from_newer_addresses(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/old", status(410)))
    assert_failed(fetched(recording), "answered 410", data_dir)
    wanted(line, provider.offer("/new", content(wav())), rank_time=1000)
    assert_stored(fetched(recording), wav(), data_dir)


def test_what_is_stored_stays(line, provider, data_dir) -> None:
    recording = fetched(wanted(line, provider.offer("/a", content(wav()))))
    wanted(line, provider.offer("/b", content(MP3)), rank_time=1000)
    assert_stored(fetched(recording), wav(), data_dir)
    assert DBTaskResult.objects.count() == 1


def test_a_call_without_a_recording_waits_for_none(line) -> None:
    event = replace(event_in(line.body()), recording_sources=())
    merge.apply(event, line.connection, RECEIVED)
    assert not Recording.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_addresses_are_sealed_at_rest(line, provider) -> None:
    wanted(line, "https://storage.example/secret-of-a-kind.wav")
    with database.cursor() as cursor:
        cursor.execute("SELECT sources FROM calls_recording")
        assert b"secret-of-a-kind" not in bytes(cursor.fetchone()[0])


def test_fetching_writes_into_any_sink(provider, settings) -> None:
    sink = io.BytesIO()
    fetch.into(provider.offer("/a", content(b"x" * 200_000)), sink, headers={})
    assert sink.getvalue() == b"x" * 200_000
