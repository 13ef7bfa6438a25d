"""A recording drawn: bar beside bar, the agent's voice upwards, the caller's downwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callboard.calls.peaks import PEAKS

BARS = 200
# The drawing is `WIDTH` by twice `REACH`, its middle line between the voices.
WIDTH, REACH = BARS * 4, 30
# Of a recording in which nobody is louder than this, the bars stay small.
_QUIET = 48
_VOICES = ("agent", "user")

Turn = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waveform:
    """Two SVG paths of strokes. Where nothing says who spoke, all is in `caller` and
    `is_told_apart` is false.
    """

    agent: str
    caller: str
    is_told_apart: bool = True


def waveform(
    channels: Sequence[bytes], turns: Sequence[Turn], length_ms: int | None
) -> Waveform | None:
    """None for a recording that nothing is known of. `turns` as in a `Transcript`."""
    if not channels or not length_ms:
        return None
    bars = _scaled([_bars(channel) for channel in channels])
    speakers = _speakers(turns, length_ms)
    if len(bars) == 2 and bars[0] != bars[1]:
        agent, caller = bars if _begins_with_agent(bars, speakers) else reversed(bars)
        return Waveform(_path(agent, up=True), _path(caller, down=True))
    both = bars[0]
    if not any(speakers):
        return Waveform("", _path(both, up=True, down=True), is_told_apart=False)
    return Waveform(
        _path(_where(both, speakers, "agent"), up=True),
        _path(_where(both, speakers, "user"), down=True),
    )


def _bars(channel: bytes) -> list[int]:
    each = PEAKS // BARS
    return [max(channel[n : n + each]) for n in range(0, PEAKS, each)]


def _scaled(channels: list[list[int]]) -> list[list[int]]:
    loudest = max(_QUIET, *(max(channel) for channel in channels))
    return [[round(bar * REACH / loudest) for bar in channel] for channel in channels]


def _speakers(turns: Sequence[Turn], length_ms: int) -> list[str]:
    """Whose turn it is at each bar: the last that has begun; "" before any."""
    said = [one for one in turns if one["role"] in _VOICES and one["start_ms"] is not None]
    found: list[str] = [""] * BARS
    for turn in sorted(said, key=lambda one: one["start_ms"]):
        first = turn["start_ms"] * BARS // length_ms
        found[first:BARS] = [turn["role"]] * (BARS - first)
    return found


def _begins_with_agent(channels: list[list[int]], speakers: list[str]) -> bool:
    """Which channel is whose differs between providers: the agent's is the one that is louder in
    its turns. Where the transcript has no times, the first.
    """
    shares = [
        sum(bar if who == "agent" else -bar for bar, who in zip(channel, speakers, strict=True))
        for channel in channels
    ]
    return not any(speakers) or shares[0] >= shares[1]


def _where(bars: list[int], speakers: list[str], role: str) -> list[int]:
    return [bar if who == role else 0 for bar, who in zip(bars, speakers, strict=True)]


def _path(bars: list[int], *, up: bool = False, down: bool = False) -> str:
    """Silence is a dot, so that the line never breaks."""
    heights = [max(bar, 1) for bar in bars]
    return "".join(
        f"M{4 * n + 2} {REACH - height * up}V{REACH + height * down}"
        for n, height in enumerate(heights)
    )
