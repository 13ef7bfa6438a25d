"""What of a file a browser asks for, so that it can seek in a sound.

RFC 9110: a single byte range is answered 206, one that lies outside 416; several ranges, or a
header that cannot be read, get the whole file (a server may ignore Range). ETags are strong."""

import re

from django.http import HttpRequest

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Unsatisfiable(Exception):
    """The range lies outside the file."""


def has_it(request: HttpRequest, etag: str) -> bool:
    """Whether the browser's copy is this one. A weak mark is as good here."""
    marks = request.headers.get("If-None-Match", "").split(",")
    return any(mark.strip().removeprefix("W/") in (etag, "*") for mark in marks)


def asked(request: HttpRequest, size: int, etag: str, *, most: int) -> tuple[int, int] | None:
    """First and last byte, no more than `most` of them, or None for the whole file. Raises
    `Unsatisfiable`.
    """
    match = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if match is None or match.group() == "bytes=-":
        return None
    condition = request.headers.get("If-Range", "").strip()
    if condition and condition != etag:
        return None
    begin, end = match.groups()
    if not begin:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(begin), min(int(end), size - 1) if end else size - 1
        if end and int(end) < first:
            return None
    if first >= size or first > last:
        raise Unsatisfiable
    return first, min(last, first + most - 1)
