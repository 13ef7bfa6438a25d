"""Sound that can be told apart: a tone for each voice, in a WAV as providers send it."""

import io
import math
import wave
from array import array
from collections.abc import Iterable
from functools import cache

Span = tuple[float, float]

# Hertz, one for each channel.
TONES = (440, 300)


@cache
def _second(hertz: int, rate: int, loud: float) -> "array[int]":
    turn = 2 * math.pi * hertz / rate
    return array("h", (int(32_767 * loud * math.sin(turn * n)) for n in range(rate)))


def conversation(
    *channels: Iterable[Span], seconds: float, rate: int = 16_000, loud: float = 0.5
) -> bytes:
    """A WAV in which each channel sounds in its spans (of seconds) and is silent between them."""
    frames = int(seconds * rate)
    samples = array("h", bytes(2 * frames * len(channels)))
    for place, spans in enumerate(channels):
        for begin, end in spans:
            first, last = (int(moment * rate) for moment in (begin, end))
            second = (_second(TONES[place], rate, loud) * math.ceil(end - begin))[: last - first]
            samples[first * len(channels) + place : last * len(channels) : len(channels)] = second
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()
