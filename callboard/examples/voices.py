"""A conversation as sound: stereo WAV, the agent left and the caller right, and when exactly each
turn was said.
"""

import io
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from callboard.examples.espeak import EspeakMissing, espeak
from callboard.examples.speech import RATE, Line, Samples, Speaker, Synthesizer, Voice
from callboard.examples.tones import Tones

# From picking up to the first word, and from the last word to hanging up.
BEFORE_MS, AFTER_MS = 700, 900

# The sum of a voice and its loudest neighbour never clips: each has a channel of its own.
_CHANNELS = (Speaker.AGENT, Speaker.CALLER)


@dataclass(frozen=True, slots=True)
class Span:
    """Milliseconds from the beginning of the recording."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Recorded:
    wav: bytes
    spans: tuple[Span, ...]
    duration_ms: int


@cache
def synthesizer() -> Synthesizer:
    """espeak-ng, or tones where it does not run: then `speaks()` says so."""
    try:
        return espeak()
    except EspeakMissing:
        return Tones()


def speaks() -> bool:
    return not isinstance(synthesizer(), Tones)


def record(
    lines: Sequence[Line], voices: dict[Speaker, Voice], by: Synthesizer | None = None
) -> Recorded:
    """Says all lines in their order. The spans are those of the lines, in the same order.

    The sound is the same in every process that records the same lines from its beginning.
    """
    voice = by or synthesizer()
    channels: dict[Speaker, Samples] = {speaker: array("h") for speaker in _CHANNELS}
    spans: list[Span] = []
    end = _samples(BEFORE_MS)
    for number, line in enumerate(lines):
        said = voice.say(line.text, voices[line.speaker])
        channel = channels[line.speaker]
        # Nobody begins before having finished, whatever the pause says.
        start = max(len(channel), end + (_samples(line.pause_ms) if number else 0))
        _silence(channel, start)
        channel.extend(said)
        end = len(channel)
        spans.append(Span(_ms(start), _ms(end)))
    total = max(map(len, channels.values())) + _samples(AFTER_MS)
    for channel in channels.values():
        _silence(channel, total)
    return Recorded(_wav(channels, total), tuple(spans), _ms(total))


def _silence(channel: Samples, until: int) -> None:
    channel.frombytes(bytes(2 * max(0, until - len(channel))))


def _wav(channels: dict[Speaker, Samples], total: int) -> bytes:
    both: Samples = array("h", bytes(4 * total))
    for place, speaker in enumerate(_CHANNELS):
        both[place::2] = channels[speaker]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(len(_CHANNELS))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(both.tobytes())
    return out.getvalue()


def _samples(ms: int) -> int:
    return ms * RATE // 1000


def _ms(samples: int) -> int:
    return samples * 1000 // RATE
