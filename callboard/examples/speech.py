"""What callers and agents say, and how it is said: the words for `voices` and for the
transcript.
"""

from array import array
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

RATE = 16_000  # samples a second, of 16 bits each

# One voice's samples.
Samples: TypeAlias = "array[int]"


class Speaker(StrEnum):
    AGENT = "agent"
    CALLER = "caller"


@dataclass(frozen=True, slots=True)
class Line:
    """One turn. `pause_ms` is the silence before it; below zero, it begins while the other still
    speaks.
    """

    speaker: Speaker
    text: str
    pause_ms: int = 450


@dataclass(frozen=True, slots=True)
class Voice:
    """`name` is espeak's, a language and a variant; `speed` in words a minute; `pitch` from 0 to
    99.
    """

    name: str
    speed: int = 170
    pitch: int = 50


class Synthesizer(Protocol):
    def say(self, text: str, voice: Voice) -> Samples:
        """The text, spoken; without silence before and after."""


def agent(text: str, pause_ms: int = 450) -> Line:
    return Line(Speaker.AGENT, text, pause_ms)


def caller(text: str, pause_ms: int = 450) -> Line:
    return Line(Speaker.CALLER, text, pause_ms)
