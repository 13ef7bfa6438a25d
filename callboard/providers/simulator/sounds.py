"""The sound of example calls, where other providers have theirs on the web: on our own disk, a
folder for each connection.

The recording is copied from here by the same task that fetches any other. What lies here is thrown
away after a day.
"""

import hashlib
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings

from callboard.agents.models import Connection
from callboard.providers.fetch import CannotBeHad, Sink
from callboard.ui.whole_file import write_whole

_FOLDER = "examples"
_PIECE = 64 * 1024


def keep(connection: Connection, call_id: str, wav: bytes) -> None:
    """There whole, or not at all. Raises `OSError` where there is no room."""
    write_whole(_place(connection, call_id), wav)


def into(connection: Connection, path: str, sink: Sink) -> None:
    """Writes the sound to `sink`; `path` is a recording source's. Raises `CannotBeHad`, and what
    the sink raises.
    """
    try:
        file = _place(connection, unquote(path.removeprefix("/"))).open("rb")
    except FileNotFoundError:
        raise CannotBeHad("The sound of this example is gone.") from None
    with file:
        while piece := file.read(_PIECE):
            sink.write(piece)


def forget(connection: Connection, call_id: str) -> None:
    _place(connection, call_id).unlink(missing_ok=True)


def sweep(older_than: timedelta) -> None:
    before = time.time() - older_than.total_seconds()
    for path in (Path(settings.MEDIA_ROOT) / _FOLDER).glob("*/*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _place(connection: Connection, call_id: str) -> Path:
    """By the digest: an id may be any text."""
    name = hashlib.sha256(call_id.encode()).hexdigest()[:32]
    return Path(settings.MEDIA_ROOT) / _FOLDER / connection.public_id / f"{name}.wav"
