"""What a first look at a page brings over the line."""

import gzip
import re
from dataclasses import dataclass

from callboard.demo.bench.house import Portal

_FETCHED = re.compile(
    r'<link[^>]+rel="(?:stylesheet|preload|modulepreload|icon)"[^>]*href="([^"]+)"'
    r'|<link[^>]+href="([^"]+)"[^>]*rel="(?:stylesheet|preload|modulepreload|icon)"'
    r'|<(?:script|img)[^>]+src="([^"]+)"'
)


@dataclass(frozen=True, slots=True)
class Weight:
    """`bytes` as a proxy passes them on; `page` without what it fetches."""

    bytes: int
    page: int
    requests: int


def weight(portal: Portal, path: str) -> Weight:
    page = portal.get(path)
    found = _FETCHED.findall(page.decode())
    parts = {part for parts in found for part in parts if part and not part.startswith("data:")}
    others = [_compressed(_fetched(portal, part)) for part in parts]
    return Weight(_compressed(page) + sum(others), _compressed(page), 1 + len(parts))


def _fetched(portal: Portal, path: str) -> bytes:
    return b"".join(portal.browser.get(path, headers={"Accept-Encoding": "br, gzip"}))


def _compressed(content: bytes) -> int:
    return min(len(content), len(gzip.compress(content, 6)))
