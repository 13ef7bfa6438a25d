"""The drawing of a recording shows who spoke when, whichever channel a provider gives to whom."""

import re

import pytest

from callboard.calls.peaks import PEAKS
from callboard.calls.waveform import BARS, REACH, Waveform, waveform

HALF = PEAKS // 2
EARLY, LATE = bytes([200] * HALF + [0] * HALF), bytes([0] * HALF + [200] * HALF)
LENGTH = 60_000


def turn(role: str, start_ms: int | None) -> dict[str, object]:
    return {"role": role, "text": "…", "start_ms": start_ms, "end_ms": None}


TURNS = [turn("agent", 0), turn("user", 30_000)]


def drawn(channels: list[bytes], turns: list[dict[str, object]]) -> Waveform:
    wave = waveform(channels, turns, LENGTH)
    assert wave is not None
    return wave


def reach(path: str) -> list[int]:
    """How high each bar is."""
    strokes = re.findall(r"M\d+ (\d+)V(\d+)", path)
    assert len(strokes) == BARS
    return [int(end) - int(begin) for begin, end in strokes]


def is_loud(bars: list[int]) -> tuple[bool, bool]:
    """In the first half, in the second."""
    return min(bars[: BARS // 2]) > REACH / 2, min(bars[BARS // 2 :]) > REACH / 2


@pytest.mark.parametrize("channels", [[EARLY, LATE], [LATE, EARLY]])
def test_the_agent_is_who_is_loud_in_the_agents_turns(channels) -> None:
    wave = drawn(channels, TURNS)
    assert is_loud(reach(wave.agent)) == (True, False)
    assert is_loud(reach(wave.caller)) == (False, True)


@pytest.mark.parametrize("turns", [TURNS, list(reversed(TURNS))])
def test_one_channel_is_told_apart_by_whose_turn_it_is(turns) -> None:
    wave = drawn([bytes([200] * PEAKS)], turns)
    assert is_loud(reach(wave.agent)) == (True, False)
    assert is_loud(reach(wave.caller)) == (False, True)
    assert wave.is_told_apart


def test_two_channels_that_are_the_same_are_one() -> None:
    loud = bytes([200] * PEAKS)
    assert drawn([loud, loud], TURNS) == drawn([loud], TURNS)


def test_without_times_in_the_transcript_nobody_is_told_apart() -> None:
    wave = drawn([bytes([200] * PEAKS)], [turn("agent", None), turn("user", None)])
    assert (wave.agent, wave.is_told_apart) == ("", False)
    assert set(reach(wave.caller)) == {2 * REACH}


def test_silence_is_a_line_and_a_whisper_stays_small() -> None:
    wave = drawn([bytes(PEAKS), bytes([8] * PEAKS)], [])
    assert set(reach(wave.agent)) == {1}
    assert max(reach(wave.caller)) < REACH / 4


def test_a_turn_beyond_the_recordings_end_is_no_fault() -> None:
    assert drawn([EARLY], [turn("agent", 0), turn("user", 10 * LENGTH)]).is_told_apart


@pytest.mark.parametrize(("channels", "length"), [([], LENGTH), ([EARLY], None), ([EARLY], 0)])
def test_what_is_not_known_is_not_drawn(channels, length) -> None:
    assert waveform(channels, TURNS, length) is None
