"""A file that somebody else made, opened by itself: no page of ours, and nothing in it runs."""

from django.http import HttpResponseBase

# The browser's own frame around a picture or a sound is styled inline, and asks for the file again
# from the same origin. No script is allowed in any way.
POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "sandbox allow-same-origin"
)


def bare(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
