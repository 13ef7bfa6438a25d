"""Recordings from before files were made small are taken up by the worker, one by one."""

from pathlib import Path

import pytest

from callboard.calls import storage, unheard
from callboard.calls.models import Call, Recording
from callboard.tenancy import scope
from tests.calls.voices import conversation
from tests.cast import Cast
from tests.portal.sounds import SOUND, a_call, a_recording

VOICES = conversation([(0, 1)], [(1, 2)], seconds=2)


def as_it_was(call: Call, sound: bytes) -> Recording:
    """Stored whole and unlistened to."""
    recording = a_recording(call, sound)
    path = storage.path_of(recording).with_name(f"{recording.public_id}-0123456789abcdef.wav")
    storage.path_of(recording).unlink()
    path.write_bytes(sound)
    old = str(path.relative_to(path.parent.parent.parent))
    rows = Recording.objects.filter(pk=recording.pk)
    rows.update(file=old, content_type="audio/wav", size=len(sound), peaks=None, duration_ms=None)
    recording.refresh_from_db()
    return recording


def files(data_dir: Path) -> list[Path]:
    return [path for path in (data_dir / "media").rglob("*") if path.is_file()]


@pytest.fixture
def call(cast: Cast, data_dir):
    with scope.agency(cast.northwind.pk):
        yield a_call(cast.bright_smile)


def all_taken_up() -> None:
    with scope.wiped():
        while unheard.take_up_one():
            pass


def test_a_large_one_becomes_small(call, data_dir) -> None:
    recording = as_it_was(call, VOICES)
    all_taken_up()
    recording.refresh_from_db()
    assert (recording.content_type, recording.duration_ms) == ("audio/mpeg", 2000)
    assert recording.size < len(VOICES) / 3
    assert len(recording.channels) == 2
    assert files(data_dir) == [storage.path_of(recording)]


def test_one_that_cannot_be_decoded_is_looked_at_once(call, data_dir) -> None:
    recording = as_it_was(call, SOUND)
    all_taken_up()
    recording.refresh_from_db()
    assert (recording.channels, recording.duration_ms) == ([], None)
    assert recording.peaks is not None
    assert storage.path_of(recording).read_bytes() == SOUND
    assert files(data_dir) == [storage.path_of(recording)]


def test_a_file_that_is_gone_holds_nobody_up(call, data_dir) -> None:
    gone = as_it_was(call, VOICES)
    storage.remove(gone.file)
    other = as_it_was(a_call(call.client), VOICES)
    all_taken_up()
    other.refresh_from_db()
    assert other.content_type == "audio/mpeg"
    assert files(data_dir) == [storage.path_of(other)]
