"""The application, as any WSGI server runs it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callboard.config.settings")

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def without_bodies_for_head(inner: Application) -> Application:
    """A HEAD gets the headers alone: neither Django nor waitress leaves the body out, and what
    follows on the same connection would begin in the middle of it.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = inner(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        getattr(body, "close", lambda: None)()
        return []

    return answer


application = without_bodies_for_head(get_wsgi_application())
