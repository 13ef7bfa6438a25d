"""A hum in the rhythm of speech, for machines where espeak-ng does not run: nobody speaks, but all
else can be seen.

One tone a syllable, rising and falling, higher for the higher voice.
"""

import math
import re
from array import array

from callboard.examples.speech import RATE, Samples, Voice

_SYLLABLE = re.compile(r"[aeiouy]+|\d", re.IGNORECASE)
_LOUDNESS = 9_000


class Tones:
    def say(self, text: str, voice: Voice) -> Samples:
        spoken: Samples = array("h")
        for word in text.split():
            for number, _ in enumerate(_SYLLABLE.findall(word) or [word]):
                spoken.extend(_syllable(_pitch(voice) * (1 + 0.06 * ((len(word) + number) % 4))))
            spoken.extend(array("h", bytes(2 * RATE // 20)))
        return spoken


def _pitch(voice: Voice) -> float:
    return 110 + 1.6 * voice.pitch


def _syllable(hertz: float) -> Samples:
    length = RATE // 8
    return array(
        "h",
        (
            int(
                _LOUDNESS
                * math.sin(math.pi * n / length)
                * math.sin(2 * math.pi * hertz * n / RATE)
            )
            for n in range(length)
        ),
    )
