"""`POST /hooks/<provider>/<token>/`: where providers send what happened.

Verified on the raw bytes, stored, committed, answered; the worker does the rest. Nothing is stored
of a request that is not proved."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from callboard.agents.models import Connection
from callboard.providers import answers, inbox
from callboard.providers.adapter import ConnectionSecrets, SignedRequest
from callboard.providers.events import BadBody, CallEvent, SignatureRefused
from callboard.providers.registry import ADAPTERS, adapter_for
from callboard.tenancy.audience import hook

NOTED_EVERY = timedelta(seconds=5)


@csrf_exempt
@require_POST
@hook
def receive(request: HttpRequest, provider: str, token: str) -> HttpResponse:
    """401 unproved, 400 unreadable, 413 too large, 404 unknown; else 200 once it is safe."""
    connection = None
    if provider in ADAPTERS:
        connection = Connection.objects.filter(provider=provider, hook_token=token).first()
    if connection is None:
        return answers.unknown()
    body = answers.body_of(request)
    return answers.too_large() if body is None else _take(request, connection, body)


def _take(request: HttpRequest, connection: Connection, body: bytes) -> HttpResponse:
    now = timezone.now()
    adapter = adapter_for(connection.provider)
    secrets = ConnectionSecrets(
        connection.auth_mode, connection.secrets_at(now), connection.header_name
    )
    try:
        adapter.verify(SignedRequest(body, request.headers, now), secrets)
    except SignatureRefused:
        return answers.unproved(request, connection.agency_id)
    _note_event(connection, now)
    try:
        events = adapter.parse(body, now)
    except BadBody as fault:
        return answers.refused(400, str(fault))
    told = [event for event in events if isinstance(event, CallEvent)]
    if not told:
        return JsonResponse({"status": "ignored"})
    stored = [inbox.store(connection, event, body, now) for event in told]
    return JsonResponse({"status": "stored" if any(stored) else "known"})


def _note_event(connection: Connection, now: datetime) -> None:
    """Not at every event: the row would be the one that all webhooks of an account wait for."""
    last = connection.last_event_at
    if last is None or now - last > NOTED_EVERY:
        Connection.objects.filter(pk=connection.pk).update(last_event_at=now)
