"""Speech by espeak-ng, through its C interface (speak_lib.h); library and data come with
`espeakng-loader`.
"""

import ctypes
from array import array
from functools import cache

import espeakng_loader
import miniaudio

from callboard.examples.speech import RATE, Samples, Voice

# From speak_lib.h.
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_POS_CHARACTER = 1
_CHARS_UTF8 = 1
_SPEED, _PITCH = 1, 3

# Quieter than this is breath, not speech.
_SILENCE = 200

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class EspeakMissing(RuntimeError):
    """The library is not there for this machine, or does not start."""


@cache
def espeak() -> "Espeak":
    """The one instance a process has, because the library keeps its state in globals. Raises
    `EspeakMissing`.
    """
    return Espeak()


class Espeak:
    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path().encode()
        except (OSError, RuntimeError) as error:
            raise EspeakMissing(str(error)) from error
        self._library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        self._rate: int = self._library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, data, 0)
        if self._rate <= 0:
            raise EspeakMissing("espeak-ng did not start.")
        self._pieces: list[bytes] = []
        # Kept as long as the library may call it.
        self._callback = _Callback(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        # A null pointer ends an utterance.
        if bool(samples) and count > 0:
            self._pieces.append(ctypes.string_at(samples, count * 2))
        return 0

    def say(self, text: str, voice: Voice) -> Samples:
        self._pieces.clear()
        if self._library.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise EspeakMissing(f"espeak-ng has no voice {voice.name}.")
        self._library.espeak_SetParameter(_SPEED, voice.speed, 0)
        self._library.espeak_SetParameter(_PITCH, voice.pitch, 0)
        spoken = text.encode()
        self._library.espeak_Synth(
            spoken, len(spoken) + 1, 0, _POS_CHARACTER, 0, _CHARS_UTF8, None, None
        )
        return _trimmed(self._resampled(b"".join(self._pieces)))

    def _resampled(self, samples: bytes) -> Samples:
        wide = miniaudio.SampleFormat.SIGNED16
        return array("h", miniaudio.convert_frames(wide, 1, self._rate, samples, wide, 1, RATE))


def _trimmed(samples: Samples) -> Samples:
    loud = (place for place, value in enumerate(samples) if abs(value) > _SILENCE)
    first = next(loud, 0)
    quiet_end = next((n for n, v in enumerate(reversed(samples)) if abs(v) > _SILENCE), 0)
    return samples[first : len(samples) - quiet_end]
