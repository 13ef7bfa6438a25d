from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from callboard.tenancy.public_id import new_public_id

Answer = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives every request an id that the audit record, the log and the error page share."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = new_public_id()  # type: ignore[attr-defined]
        response = self.answer(request)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response
