"""Forms come in UTF-8. Python knows codecs that are no text encodings, and a body in one of them
would break whatever reads it.
"""

import codecs
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Utf8Middleware:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            words = "Send the form in UTF-8."
            return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
        return self.answer(request)
