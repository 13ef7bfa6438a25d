"""Where recordings lie: under MEDIA_ROOT, written so that a file is there whole and flushed, or not
at all.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from callboard.calls.models import Recording
from callboard.calls.sound import NotSound, content_type_of, suffix_of


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
        name = f"{self._recording.public_id}{suffix_of(kind)}"
        self._file.flush()
        os.fsync(self._file.fileno())
        final = self._temporary.with_name(name)
        self._temporary.replace(final)
        _flush_folder(final.parent)
        relative = final.relative_to(settings.MEDIA_ROOT)
        return Stored(str(relative), kind, self._size, self._digest.hexdigest())


@contextmanager
def incoming(recording: Recording) -> Iterator[Incoming]:
    """A place for a new file, beside where it will lie; what was not finished is removed."""
    folder = Path(settings.MEDIA_ROOT) / "recordings" / recording.public_id[:2]
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield Incoming(recording, file, temporary)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


__all__ = ["Incoming", "NotSound", "Stored", "incoming", "path_of"]
