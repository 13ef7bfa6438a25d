"""What a webhook is answered that is not taken in."""

import math
from datetime import timedelta

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from callboard.limits.limit import Limit
from callboard.limits.network import full_until
from callboard.people.requests import client_ip

LARGEST_BODY = 2_097_152
UNPROVED_OF_NETWORK = Limit("unverified webhooks from a network", 30, timedelta(minutes=1))


def body_of(request: HttpRequest) -> bytes | None:
    """As it came over the wire; None where it is too large."""
    try:
        body = request.body
    except RequestDataTooBig:
        return None
    return None if len(body) > LARGEST_BODY else body


def unknown() -> HttpResponse:
    return refused(404, "Nothing is connected at this address.")


def unproved(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Counted per network, so that guessing is slow; what is proved is never limited."""
    until = full_until(UNPROVED_OF_NETWORK, client_ip(request), agency_id)
    if until is not None:
        response = refused(429, "Too many unverified requests.")
        left = until - timezone.now()
        response.headers["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
        return response
    return refused(401, "The request is not signed as this connection expects.")


def too_large() -> HttpResponse:
    return refused(413, "The body is larger than 2 MiB.")


def refused(status: int, message: str) -> HttpResponse:
    return JsonResponse({"status": "refused", "message": message}, status=status)
