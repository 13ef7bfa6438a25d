"""A file that is there whole or not at all, whoever else writes the same one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".incoming-"


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """An empty file without a name of its own yet, for its owner's eyes alone (0600); gone in the
    end, unless it was renamed. A process that is killed leaves it, named `UNFINISHED` and more.
    """
    handle, name = tempfile.mkstemp(dir=folder, prefix=UNFINISHED)
    os.close(handle)
    scratch = Path(name)
    try:
        yield scratch
    finally:
        scratch.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Makes its folder too. Of several who write it at once, the last one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(path.parent) as scratch:
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)


def flush_folder(folder: Path) -> None:
    """From then on a name that was given in it outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
