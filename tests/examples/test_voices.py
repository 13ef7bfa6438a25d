"""The two voices: both are there, each in its channel, and the transcript's times are those of the
sound.
"""

import io
import wave
from array import array
from itertools import pairwise

import pytest

from callboard.examples import voices
from callboard.examples.script import read
from callboard.examples.speech import RATE, Line, Speaker, Voice, agent, caller
from callboard.examples.tones import Tones

VOICES = {Speaker.AGENT: Voice("en-us+f3"), Speaker.CALLER: Voice("en-us+m3")}
LINES = (
    agent("Bright Smile Dental, this is Robin."),
    caller("Hi. I chipped a tooth.", 300),
    agent("Oh, I'm sorry to hear that.", -200),
    agent("Is it hurting?", 100),
)


def _loudest(recorded: voices.Recorded, line: Line, start_ms: int, end_ms: int) -> int:
    """The largest sample of the line's own channel between two times."""
    with wave.open(io.BytesIO(recorded.wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        samples = array("h", file.readframes(file.getnframes()))
    channel = samples[(0 if line.speaker is Speaker.AGENT else 1) :: 2]
    part = channel[start_ms * RATE // 1000 : end_ms * RATE // 1000]
    return max(map(abs, part), default=0)


@pytest.fixture(params=["espeak", "tones"])
def recorded(request):
    by = Tones() if request.param == "tones" else voices.synthesizer()
    return voices.record(LINES, VOICES, by)


def test_every_turn_is_heard_in_its_channel_when_the_transcript_says(recorded):
    for line, span in zip(LINES, recorded.spans, strict=True):
        assert span.end_ms - span.start_ms > 300
        middle = (span.start_ms + span.end_ms) // 2
        assert _loudest(recorded, line, span.start_ms, middle) > 3000
        assert _loudest(recorded, line, middle, span.end_ms) > 3000


def test_between_its_turns_a_voice_is_silent(recorded):
    first, second, third, _ = recorded.spans
    assert _loudest(recorded, LINES[0], 0, first.start_ms - 1) == 0
    assert _loudest(recorded, LINES[0], first.end_ms + 1, third.start_ms - 1) == 0
    assert _loudest(recorded, LINES[1], second.end_ms + 1, recorded.duration_ms) == 0


def test_one_may_begin_while_the_other_still_speaks_but_not_with_oneself(recorded):
    _, second, third, fourth = recorded.spans
    assert third.start_ms == pytest.approx(second.end_ms - 200, abs=2)
    assert fourth.start_ms == pytest.approx(third.end_ms + 100, abs=2)


def test_the_length_is_that_of_the_file(recorded):
    with wave.open(io.BytesIO(recorded.wav)) as file:
        assert recorded.duration_ms == file.getnframes() * 1000 // RATE
    assert recorded.duration_ms > recorded.spans[-1].end_ms


def test_the_library_speaks_here():
    assert voices.speaks()


@pytest.mark.parametrize(
    "script", read("callboard.demo.scripts", "heard"), ids=lambda script: script.key
)
def test_the_demo_has_calls_worth_hearing(script):
    voice = {Speaker.AGENT: Voice("en-us+f3"), Speaker.CALLER: Voice(script.voice)}
    recorded = voices.record(script.lines, voice)
    assert 30_000 < recorded.duration_ms < 100_000
    starts = [span.start_ms for span in recorded.spans]
    assert all(one < next_one for one, next_one in pairwise(starts))
