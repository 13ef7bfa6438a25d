"""Makes a recording small, and measures it.

    python -m callboard.calls.encoding KIND SOURCE TARGET

A process of its own (`callboard.calls.compression` starts it). The decoders are written in C and
read what strangers send: one that breaks takes nothing with it, has none of our secrets, and holds
up no other thread. It says what it found as one line of JSON.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import lameenc
import miniaudio

from callboard.calls.peaks import Peaks

# A voice is understood at this rate, and nothing of a telephone's sound is lost.
BITS_A_CHANNEL = 32_000
# More than this is encoded: half a megabyte a minute.
LARGE_A_SECOND = 500_000 / 60
# The status of a process that could not write: a full disk is no fault of the sound.
CANNOT_WRITE = 74
LONGEST_SECONDS = 4 * 3600
_MEMORY = 1024 * 1024 * 1024

_MEASURES = {
    "audio/wav": miniaudio.wav_get_file_info,
    "audio/mpeg": miniaudio.mp3_get_file_info,
    "audio/ogg": miniaudio.vorbis_get_file_info,
}


def encode(kind: str, source: Path, target: Path) -> dict[str, Any]:
    """Writes the MP3, which is of use where `is_encoded` says so: a source that is small already is
    only listened to. Raises whatever the decoder says of a broken one.
    """
    told = _MEASURES[kind](str(source))
    channels = min(told.nchannels, 2)
    # Below 16 kHz an MP3 is one of a kind that not every player knows; above 24, for music.
    rate = 16_000 if told.sample_rate <= 16_000 else 24_000
    is_large = source.stat().st_size > told.duration * LARGE_A_SECOND
    peaks, frames = Peaks(channels, rate), 0
    encoder = _encoder(channels, rate)
    with target.open("wb") as file:
        for samples in miniaudio.stream_file(
            str(source), nchannels=channels, sample_rate=rate, frames_to_read=rate
        ):
            frames += len(samples) // channels
            if frames > LONGEST_SECONDS * rate:
                raise ValueError("too long")
            peaks.take(samples)
            if is_large:
                file.write(encoder.encode(samples.tobytes()))
        if is_large:
            file.write(encoder.flush())
        is_smaller = is_large and file.tell() < source.stat().st_size
    if not frames:
        raise ValueError("no sound")
    return {
        "is_encoded": is_smaller,
        "duration_ms": frames * 1000 // rate,
        "peaks": peaks.reduced().hex(),
    }


def _encoder(channels: int, rate: int) -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.set_channels(channels)
    encoder.set_bit_rate(channels * BITS_A_CHANNEL // 1000)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_quality(2)
    encoder.silence()
    return encoder


def main() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    kind, source, target = sys.argv[1:]
    try:
        print(json.dumps(encode(kind, Path(source), Path(target))))
    except OSError:
        sys.exit(CANNOT_WRITE)


if __name__ == "__main__":
    main()
