"""How loud a recording is in the course of time: what its waveform is drawn from."""

import math
from array import array
from collections.abc import Sequence
from itertools import chain

# How many there are for each channel, however long the recording.
PEAKS = 800
_BLOCKS_A_SECOND = 50
_FULL = 32_768


class Peaks:
    """Collects the loudest sample of every fiftieth of a second: a few bytes, where the sound
    itself would be hundreds of megabytes.
    """

    def __init__(self, channels: int, rate: int) -> None:
        self._channels = [array("H") for _ in range(channels)]
        self._block = rate // _BLOCKS_A_SECOND

    def take(self, samples: Sequence[int]) -> None:
        """Some more of the sound, 16-bit and interleaved: whole blocks, save for the last time."""
        step = len(self._channels)
        for place, loudest in enumerate(self._channels):
            channel = samples[place::step]
            for first in range(0, len(channel), self._block):
                block = channel[first : first + self._block]
                highest, lowest = max(block), min(block)
                loudest.append(max(highest, -lowest))

    def reduced(self) -> bytes:
        """`PEAKS` bytes for each channel, one channel after the other; nothing for no sound. A byte
        is the root of the amplitude, so that a quiet voice is more than a line.
        """
        return bytes(chain.from_iterable(map(_reduced, self._channels)))


def channels_of(peaks: bytes) -> list[bytes]:
    """What `reduced` put together: one for each channel."""
    return [peaks[first : first + PEAKS] for first in range(0, len(peaks), PEAKS)]


def _reduced(loudest: Sequence[int]) -> list[int]:
    count = len(loudest)
    if not count:
        return []
    spans = ((n * count // PEAKS, -(-(n + 1) * count // PEAKS)) for n in range(PEAKS))
    return [round(255 * math.sqrt(max(loudest[a:b]) / _FULL)) for a, b in spans]
