"""A voice's sample as a browser's player wants it: it can be sought in, and asked for again at no
cost.
"""

import hashlib

from django.http import HttpRequest, HttpResponse

from callboard.ui import byte_ranges
from callboard.ui.bare_files import bare


def sample_answer(request: HttpRequest, wav: bytes) -> HttpResponse:
    etag = f'"{hashlib.sha256(wav).hexdigest()}"'
    if byte_ranges.has_it(request, etag):
        return _with_headers(HttpResponse(status=304), etag)
    try:
        part = byte_ranges.asked(request, len(wav), etag, most=len(wav))
    except byte_ranges.Unsatisfiable:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(wav)}"})
        return _with_headers(refused, etag)
    if part is None:
        return _with_headers(HttpResponse(wav), etag)
    first, last = part
    answer = HttpResponse(wav[first : last + 1], status=206)
    answer.headers["Content-Range"] = f"bytes {first}-{last}/{len(wav)}"
    return _with_headers(answer, etag)


def _with_headers(answer: HttpResponse, etag: str) -> HttpResponse:
    """Kept by the browser, and asked for each time: who asks may have lost the right meanwhile."""
    answer.headers["Content-Type"] = "audio/wav"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    bare(answer)
    return answer
