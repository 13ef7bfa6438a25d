"""Where recordings lie: under MEDIA_ROOT, written so that a file is there whole and flushed, or not
at all.

A file's name holds its content's digest: two fetches of one recording at once never write into each
other's file.
"""

import hashlib
import math
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from callboard.calls.models import Recording
from callboard.calls.sound import NotSound, content_type_of, suffix_of
from callboard.tenancy import scope

_FOLDER = "recordings"
_UNFINISHED = ".incoming-"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """`file` is relative to the storage root."""

    file: str
    content_type: str
    size: int
    sha256: str


def path_of(recording: Recording) -> Path:
    return Path(settings.MEDIA_ROOT) / recording.file


class Incoming:
    """A recording being written. `finish` names it; without that it leaves nothing behind."""

    def __init__(self, recording: Recording, file: BinaryIO, temporary: Path) -> None:
        self._recording = recording
        self._file = file
        self._temporary = temporary
        self._digest = hashlib.sha256()
        self._head = b""
        self._size = 0

    def write(self, piece: bytes) -> None:
        if len(self._head) < 16:
            self._head = (self._head + piece)[:16]
        self._digest.update(piece)
        self._size += len(piece)
        self._file.write(piece)

    def finish(self) -> Stored:
        """Raises `NotSound` for what is no recording, whatever it calls itself."""
        kind = content_type_of(self._head)
        digest = self._digest.hexdigest()
        name = f"{self._recording.public_id}-{digest[:16]}{suffix_of(kind)}"
        self._file.flush()
        os.fsync(self._file.fileno())
        final = self._temporary.with_name(name)
        self._temporary.replace(final)
        # The folder above as well: this one may be new.
        _flush_folder(final.parent)
        _flush_folder(final.parent.parent)
        relative = final.relative_to(settings.MEDIA_ROOT)
        return Stored(str(relative), kind, self._size, digest)


@contextmanager
def incoming(recording: Recording) -> Iterator[Incoming]:
    """A place for a new file, beside where it will lie; what was not finished is removed."""
    folder = Path(settings.MEDIA_ROOT) / _FOLDER / recording.public_id[:2]
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=_UNFINISHED)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield Incoming(recording, file, temporary)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


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


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


__all__ = ["Incoming", "NotSound", "Stored", "incoming", "path_of", "remove", "sweep"]
