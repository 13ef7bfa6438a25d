"""Where exports lie: under MEDIA_ROOT, whole and flushed, or not at all."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from callboard.ui.whole_file import UNFINISHED, flush_folder, unfinished

_FOLDER = "exports"


def write(name: str, lines: Iterable[str]) -> str:
    """Puts a file in its place and gives its path under the storage root. Written again after a
    worker died, it is the same file.
    """
    folder = _folder()
    with unfinished(folder) as scratch:
        with scratch.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(folder / name)
    flush_folder(folder)
    return file_of(name)


def file_of(name: str) -> str:
    return f"{_FOLDER}/{name}"


def path_of(file: str) -> Path:
    return Path(settings.MEDIA_ROOT) / file


def remove(file: str) -> None:
    path_of(file).unlink(missing_ok=True)


def sweep(older_than: timedelta) -> None:
    """What a worker that was killed left behind."""
    before = time.time() - older_than.total_seconds()
    for path in _folder().glob(f"{UNFINISHED}*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder
