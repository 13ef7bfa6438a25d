"""`POST /hooks/<provider>/<token>/`: where providers send what happened.

Verified on the raw bytes, stored, committed, answered; the worker does the rest. Nothing is stored
of a request that is not proved."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from callboard.agents.models import Connection
from callboard.limits.limit import Limit
from callboard.people.requests import client_ip
from callboard.providers import inbox
from callboard.providers.adapter import ConnectionSecrets, SignedRequest
from callboard.providers.events import BadBody, CallEvent, SignatureRefused
from callboard.providers.registry import ADAPTERS, adapter_for
from callboard.tenancy.audience import hook

LARGEST_BODY = 2_097_152
UNPROVED_OF_NETWORK = Limit("unverified webhooks from a network", 30, timedelta(minutes=1))


@csrf_exempt
@require_POST
@hook
def receive(request: HttpRequest, provider: str, token: str) -> HttpResponse:
    """401 unproved, 400 unreadable, 413 too large, 404 unknown; else 200 once it is safe."""
    if provider not in ADAPTERS:
        raise Http404
    connection = Connection.objects.filter(provider=provider, hook_token=token).first()
    if connection is None:
        raise Http404
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            raise RequestDataTooBig
        body = request.body
    except RequestDataTooBig:
        return _answer(413, "The body is larger than 2 MiB.")
    return _take(request, connection, body)


def _take(request: HttpRequest, connection: Connection, body: bytes) -> HttpResponse:
    now = timezone.now()
    adapter = adapter_for(connection.provider)
    secrets = ConnectionSecrets(
        connection.auth_mode, connection.secrets_at(now), connection.header_name
    )
    try:
        adapter.verify(SignedRequest(body, request.headers, now), secrets)
    except SignatureRefused:
        return _unproved(request)
    try:
        events = adapter.parse(body, now)
    except BadBody as fault:
        return _answer(400, str(fault))
    told = [event for event in events if isinstance(event, CallEvent)]
    if not told:
        return JsonResponse({"status": "ignored"})
    stored = [inbox.store(connection, event, body, now) for event in told]
    return JsonResponse({"status": "stored" if any(stored) else "known"})


def _unproved(request: HttpRequest) -> HttpResponse:
    """Counted per network, so that guessing is slow; what is proved is never limited."""
    if settings.LIMITS_PER_NETWORK:
        standing = UNPROVED_OF_NETWORK.hit(client_ip(request))
        if standing.exceeded:
            response = _answer(429, "Too many unverified requests.")
            response.headers["Retry-After"] = "60"
            return response
    return _answer(401, "The request is not signed as this connection expects.")


def _answer(status: int, message: str) -> HttpResponse:
    return JsonResponse({"status": "refused", "message": message}, status=status)
