"""DEMO_DIR: everything a demo keeps, and nothing outside of it."""

import base64
import fcntl
import json
import secrets
from pathlib import Path
from typing import IO

from callboard.ui.whole_file import write_whole


class InUse(RuntimeError):
    """Another demo runs in this folder."""


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: IO[str] | None = None

    @property
    def mail(self) -> Path:
        return self.path / "mail"

    @property
    def manifest(self) -> Path:
        return self.path / "manifest.json"

    @property
    def coming_manifest(self) -> Path:
        """The manifest of this start, until the demo is ready."""
        return self.path / ".manifest.coming"

    def take(self) -> None:
        """Makes the folder and holds it until this process ends. Raises `InUse`."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = (self.path / ".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(f"Another demo runs in {self.path}.") from None

    def keys(self) -> dict[str, str]:
        """SECRET_KEY and CALLBOARD_KEYS, made once and kept: they belong to the data in here."""
        file = self.path / "keys.json"
        if not file.exists():
            made = {
                "SECRET_KEY": secrets.token_urlsafe(48),
                "CALLBOARD_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            }
            write_whole(file, json.dumps(made, indent=1).encode())
        kept: dict[str, str] = json.loads(file.read_text())
        return kept
