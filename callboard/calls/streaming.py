"""Serving a recording so that a browser can seek: one range at a time, in pieces. Who asks is
checked at every request, and again while a long answer is on its way.

No answer to a range has more than `PART` of it. The ETag is the file's SHA-256."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from callboard.calls import storage
from callboard.calls.models import Recording
from callboard.calls.sound import suffix_of
from callboard.ui import byte_ranges
from callboard.ui.bare_files import bare

PIECE = 64 * 1024
# The most that one answer to a range brings; players ask for the next part when they need it. So
# that somebody whose access ends is left with little more than they have heard.
PART = 4 * 1024 * 1024
# After so much of one answer it is asked whether it may go on.
CHECKED_EVERY = 1024 * 1024


def recording_response(
    request: HttpRequest, recording: Recording, goes_on: Callable[[], bool]
) -> HttpResponseBase:
    """The sound, or the part of it that was asked for. 404 where the file is gone.

    `goes_on` says whether who asked may still hear it. If not, the answer breaks off: shorter than
    it promised, so that no browser takes it for whole.
    """
    path = storage.path_of(recording)
    if not recording.is_stored or not path.is_file():
        raise Http404
    size, etag = path.stat().st_size, f'"{recording.sha256}"'
    if byte_ranges.has_it(request, etag):
        return _with_headers(HttpResponse(status=304), recording, etag)
    try:
        part = byte_ranges.asked(request, size, etag, most=PART)
    except byte_ranges.Unsatisfiable:
        refused = HttpResponse(status=416)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return _with_headers(refused, recording, etag)
    first, last = part or (0, size - 1)
    body = iter(()) if request.method == "HEAD" else _pieces(path, first, last, goes_on)
    response = StreamingHttpResponse(body, status=206 if part else 200)
    response.headers["Content-Length"] = str(last - first + 1)
    if part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _with_headers(response, recording, etag)


def brings_sound(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether somebody hears something of it: not for HEAD, a copy still good, or a refusal."""
    return request.method == "GET" and response.streaming


def _pieces(path: Path, first: int, last: int, goes_on: Callable[[], bool]) -> Iterator[bytes]:
    left, unchecked = last - first + 1, CHECKED_EVERY
    with path.open("rb") as file:
        file.seek(first)
        while left > 0:
            if unchecked <= 0:
                if not goes_on():
                    return
                unchecked = CHECKED_EVERY
            piece = file.read(min(PIECE, left))
            if not piece:
                return
            left -= len(piece)
            unchecked -= len(piece)
            yield piece


def _with_headers(response: HttpResponseBase, recording: Recording, etag: str) -> HttpResponseBase:
    response.headers["Content-Type"] = recording.content_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-store"
    name = f"call-{recording.public_id}{suffix_of(recording.content_type)}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return bare(response)
