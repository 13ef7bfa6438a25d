"""A file of the interface, named by its hash, and the shorter forms that browsers take."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import brotli

_NOTHING = re.compile(r"q\s*=\s*0(\.0*)?")


@dataclass(frozen=True)
class Asset:
    name: str
    content: bytes
    content_type: str

    @classmethod
    def of(cls, content: bytes, ending: str, content_type: str) -> "Asset":
        return cls(f"{sha256(content).hexdigest()[:12]}.{ending}", content, content_type)

    def encoded(self, accepted: str) -> tuple[bytes, str]:
        """The content as an Accept-Encoding header allows, and the encoding's name or ""."""
        allowed = set(_allowed(accepted))
        for name, content in self._shorter.items():
            if name in allowed:
                return content, name
        return self.content, ""

    @cached_property
    def _shorter(self) -> dict[str, bytes]:
        """The best one first. Made once: each takes a tenth of a second. A font is that short."""
        if not self.content_type.startswith("text/"):
            return {}
        return {"br": brotli.compress(self.content), "gzip": gzip.compress(self.content, mtime=0)}


def _allowed(header: str) -> Iterator[str]:
    """The names that are not ruled out by a weight of nothing."""
    for one in header.split(","):
        name, _, weight = one.partition(";")
        if not _NOTHING.fullmatch(weight.strip()):
            yield name.strip().lower()
