"""Which of the offered recordings is taken, and in what form it is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from callboard.calls.models import Recording
from callboard.providers import merge
from callboard.providers.events import ChannelKind, RecordingSource
from tests.inbox.line import event_in
from tests.inbox.provider import MP3, content, kept, wav
from tests.inbox.test_recordings import assert_stored, fetched, files, wanted
from tests.providers.vapi import RECEIVED


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (MP3, ("audio/mpeg", ".mp3")),
        (b"OggS" + bytes(60) + b"OpusHead", ("audio/ogg", ".ogg")),
        (b"\0\0\0\x18ftypM4A " + bytes(60), ("audio/mp4", ".m4a")),
        (b"\x1a\x45\xdf\xa3" + bytes(60), ("audio/webm", ".webm")),
        (b"RIFF\x24\x08\0\0WAVEfmt " + bytes(60), ("audio/wav", ".wav")),
    ],
)
def test_what_is_small_or_cannot_be_decoded_is_kept_as_it_was(
    line, provider, data_dir, sound, kind
) -> None:
    assert kept(sound) == sound
    recording = wanted(line, provider.offer("/a", content(sound, "application/octet-stream")))
    assert DBTaskResult.objects.count() == 1
    assert_stored(fetched(recording), sound, data_dir)
    assert (recording.content_type, Path(recording.file).suffix) == kind
    assert recording.public_id in recording.file


def test_the_two_voices_come_before_one_of_both(line, provider, data_dir) -> None:
    told = event_in(line.body())
    mono = RecordingSource(provider.offer("/mono", content(wav())), ChannelKind.MONO)
    both = RecordingSource(provider.offer("/stereo", content(wav(2))), ChannelKind.STEREO)
    call = merge.apply(replace(told, recording_sources=(mono, both)), line.connection, RECEIVED)
    assert_stored(fetched(Recording.objects.get(call=call)), wav(2), data_dir)
    assert [path for path, _ in provider.asked] == ["/stereo"]


def test_what_was_removed_is_not_fetched_again(line, provider, data_dir) -> None:
    recording = wanted(line, provider.offer("/a", content(wav())))
    Recording.objects.update(state="removed", removed_why="retention", sources=None)
    wanted(line, provider.offer("/b", content(wav())), rank_time=1000)
    assert fetched(recording).state == "removed"
    assert provider.asked == []
    assert files(data_dir) == []
