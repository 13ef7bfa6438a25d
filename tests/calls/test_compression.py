"""A recording is kept small, with both voices apart, and known by how loud it is."""

import struct
import subprocess
import sys
from pathlib import Path

import miniaudio
import pytest

from callboard.calls.compression import Heard, compress
from callboard.calls.peaks import PEAKS, channels_of
from tests.calls.voices import conversation
from tests.sizes import sized

AGENT, CALLER = [(0.0, 4.0)], [(5.0, 10.0)]
HALF_A_MEGABYTE_A_MINUTE = 500_000 / 60


def compressed(folder: Path, sound: bytes, kind: str = "audio/wav") -> tuple[Heard, Path]:
    source, target = folder / "source", folder / "target"
    source.write_bytes(sound)
    return compress(kind, source, target), target


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100])
def test_both_voices_stay_apart_in_half_a_megabyte_a_minute(tmp_path, rate) -> None:
    sound = conversation(AGENT, CALLER, seconds=10, rate=rate)
    heard, target = compressed(tmp_path, sound)
    assert heard.is_encoded
    assert heard.duration_ms == 10_000
    assert target.stat().st_size < 10.3 * HALF_A_MEGABYTE_A_MINUTE
    told = miniaudio.mp3_get_file_info(str(target))
    assert (told.nchannels, round(told.duration)) == (2, 10)
    assert told.sample_rate in (16_000, 24_000)
    played = miniaudio.decode_file(str(target), nchannels=2, sample_rate=told.sample_rate).samples
    left, right = played[0::2], played[1::2]
    second = told.sample_rate
    agent, caller = slice(second, 3 * second), slice(6 * second, 9 * second)
    assert (max(left[agent]) > 10_000, max(right[agent]) < 300) == (True, True)
    assert (max(right[caller]) > 10_000, max(left[caller]) < 300) == (True, True)


def test_the_peaks_tell_who_spoke_when(tmp_path) -> None:
    heard, _target = compressed(tmp_path, conversation(AGENT, CALLER, seconds=10))
    agent, caller = channels_of(heard.peaks)
    assert len(agent) == len(caller) == PEAKS
    tenth = PEAKS // 10
    assert min(agent[: 4 * tenth - 2]) > 170
    assert max(agent[4 * tenth + 2 :]) == 0
    assert max(caller[: 5 * tenth - 2]) == 0
    assert min(caller[5 * tenth + 2 :]) > 170


def test_a_moment_of_sound_has_as_many_peaks(tmp_path) -> None:
    heard, _target = compressed(tmp_path, conversation([(0, 0.1)], seconds=0.1))
    assert [len(one) for one in channels_of(heard.peaks)] == [PEAKS]


def test_what_is_small_already_is_only_listened_to(tmp_path) -> None:
    first, target = compressed(tmp_path, conversation(AGENT, CALLER, seconds=10))
    second, _again = compressed(tmp_path, target.read_bytes(), "audio/mpeg")
    assert not second.is_encoded
    assert second.duration_ms == pytest.approx(first.duration_ms, abs=150)
    assert len(second.peaks) == 2 * PEAKS


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (b"RIFF\xff\xff\xff\xffWAVEfmt " + b"\xff" * 400, "audio/wav"),
        (b"RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0" + bytes(100), "audio/wav"),
        (b"ID3\x04\0\0\x7f\x7f\x7f\x7f", "audio/mpeg"),
        (b"OggS" + bytes(range(256)), "audio/ogg"),
        (b"\0\0\0\x18ftypM4A " + bytes(200), "audio/mp4"),
        (b"\x1a\x45\xdf\xa3" + bytes(200), "audio/webm"),
    ],
)
def test_what_cannot_be_decoded_is_left_alone(tmp_path, sound, kind) -> None:
    assert compressed(tmp_path, sound, kind)[0] == Heard()


def test_a_full_disk_is_no_fault_of_the_sound(tmp_path) -> None:
    source = tmp_path / "source"
    source.write_bytes(conversation(AGENT, CALLER, seconds=10))
    with pytest.raises(OSError, match="No space left"):
        compress("audio/wav", source, Path("/dev/full"))


@pytest.mark.sized
def test_two_hours_are_never_held_whole(tmp_path) -> None:
    """The memory of the process that encodes; three minutes with default sizes."""
    source, minutes = tmp_path / "source", sized(3, 120)
    with source.open("wb") as file:
        file.write(silence_of(minutes, rate=48_000))
        file.truncate(44 + minutes * 60 * 48_000 * 4)
    code = (
        "import sys; from pathlib import Path; from callboard.calls import encoding;"
        "told = encoding.encode('audio/wav', *map(Path, sys.argv[1:]));"
        "print(told['duration_ms'], Path('/proc/self/status').read_text())"
    )
    child = [sys.executable, "-c", code, source, tmp_path / "target"]
    length, *status = subprocess.check_output(child, text=True).split()
    assert int(length) == minutes * 60_000
    kilobytes = int(status[status.index("VmHWM:") + 1])
    assert kilobytes < 52_000
    assert source.stat().st_size > 33_000 * 1024


def silence_of(minutes: int, rate: int) -> bytes:
    """The head of a stereo WAV of that length."""
    sound = minutes * 60 * rate * 4
    form = struct.pack("<IHHIIHH", 16, 1, 2, rate, rate * 4, 4, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + sound)
        + b"WAVEfmt "
        + form
        + b"data"
        + struct.pack("<I", sound)
    )
