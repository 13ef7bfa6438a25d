"""Where recordings lie: under MEDIA_ROOT, written so that a file is there whole and flushed, or not
at all.

A file's name holds its content's digest: two fetches of one recording at once never write into each
other's file.
"""

import hashlib
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from callboard.calls.compression import compress
from callboard.calls.models import Recording
from callboard.calls.sound import NotSound, content_type_of, suffix_of
from callboard.tenancy import scope, steps
from callboard.ui.whole_file import flush_folder, unfinished

_FOLDER = "recordings"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of a file now, by the names that `Recording` has for it. `file` is relative to
    the storage root.
    """

    file: str
    content_type: str
    size: int
    sha256: str
    duration_ms: int | None
    peaks: bytes


def path_of(recording: Recording) -> Path:
    return Path(settings.MEDIA_ROOT) / recording.file


class Incoming:
    """A recording being written. `finish` makes it small and names it; without that it leaves
    nothing behind.
    """

    def __init__(self, recording: Recording, file: BinaryIO, temporary: Path) -> None:
        self._recording = recording
        self._file = file
        self._temporary = temporary

    def write(self, piece: bytes) -> None:
        self._file.write(piece)

    def finish(self) -> Stored:
        """Raises `NotSound` for what is no recording, whatever it calls itself, and `OSError` where
        there is no room for it.
        """
        self._file.flush()
        return _settled(self._recording, self._temporary)


@contextmanager
def incoming(recording: Recording) -> Iterator[Incoming]:
    """A place for a new file, beside where it will lie; what was not finished is removed."""
    folder = Path(settings.MEDIA_ROOT) / _FOLDER / recording.public_id[:2]
    folder.mkdir(parents=True, exist_ok=True)
    with unfinished(folder) as temporary, temporary.open("wb") as file:
        yield Incoming(recording, file, temporary)


def settle_again(recording: Recording) -> Stored:
    """For a file that was stored before files were made small. What was there stays: it is
    `remove`d when no row names it any more.
    """
    path = path_of(recording)
    with unfinished(path.parent) as copy:
        copy.unlink()
        copy.hardlink_to(path)
        return _settled(recording, copy)


def _settled(recording: Recording, source: Path) -> Stored:
    """Gives the file, or a smaller form of it, its name: there whole and flushed, or not at all."""
    with source.open("rb") as file:
        kind = content_type_of(file.read(16))
    with unfinished(source.parent) as target:
        heard = compress(kind, source, target)
        steps.reached("recording.compressed")
        chosen, kind = (target, "audio/mpeg") if heard.is_encoded else (source, kind)
        with chosen.open("rb") as file:
            size, digest = chosen.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        final = source.with_name(f"{recording.public_id}-{digest[:16]}{suffix_of(kind)}")
        chosen.replace(final)
    # The folder above as well: this one may be new.
    flush_folder(final.parent)
    flush_folder(final.parent.parent)
    relative = str(final.relative_to(settings.MEDIA_ROOT))
    return Stored(relative, kind, size, digest, heard.duration_ms, heard.peaks)


def remove(file: str) -> None:
    """`file` as in `Stored`; gone already is as good."""
    (Path(settings.MEDIA_ROOT) / file).unlink(missing_ok=True)


def sweep(older_than: timedelta = timedelta(hours=24)) -> int:
    """Removes what a killed fetch left behind and files that no recording names (any more); how
    many they were. Younger ones may be at work.
    """
    root, before = Path(settings.MEDIA_ROOT), time.time() - older_than.total_seconds()
    old = [path for path in root.glob(f"{_FOLDER}/*/*") if _written(path) < before]
    removed = 0
    with scope.crossing_agencies("housekeeping compares all files with all recordings"):
        for first in range(0, len(old), _AT_ONCE):
            some = old[first : first + _AT_ONCE]
            ids = [path.name.partition("-")[0] for path in some]
            rows = Recording.objects.filter(public_id__in=ids).values_list("file", flat=True)
            for path in {*some} - {root / file for file in rows}:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _written(path: Path) -> float:
    """When; never, for one that was removed a moment ago."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


__all__ = [
    "Incoming",
    "NotSound",
    "Stored",
    "incoming",
    "path_of",
    "remove",
    "settle_again",
    "sweep",
]
