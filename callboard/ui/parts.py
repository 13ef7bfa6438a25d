"""Style sheet and script come in two parts: what every page needs, and what a call brings along."""

from enum import StrEnum
from pathlib import Path

STATIC = Path(__file__).parent / "static"


class Part(StrEnum):
    """`CALL` is only on pages with a recording or a transcript, after `PAGE`."""

    PAGE = ""
    CALL = "call"

    def folder(self, kind: str) -> Path:
        """Of its files of this kind, "css" or "js"."""
        return STATIC / kind / self.value
