"""Fetching recordings: our own copy of the sound, made by a background task."""

import json
import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from callboard.agents.models import Connection
from callboard.calls import storage
from callboard.calls.models import Call, Recording, RecordingState
from callboard.providers import fetch
from callboard.providers.events import ChannelKind, RecordingSource
from callboard.providers.fetch import CannotBeHad, NotYet
from callboard.providers.registry import adapter_for
from callboard.tenancy import steps
from callboard.tenancy.tasks import tenant_task

log = logging.getLogger(__name__)


def want(call: Call, sources: tuple[RecordingSource, ...]) -> None:
    """Notes where the sound is to be had and queues the fetch, in the caller's transaction. Newer
    addresses replace older ones.
    """
    offered = json.dumps(
        [[source.url, source.kind.value, source.needs_api_key] for source in sources]
    )
    recording, created = Recording.objects.get_or_create(
        call=call, defaults={"agency_id": call.agency_id, "sources": offered}
    )
    if recording.is_stored:
        return
    if not created:
        recording.sources, recording.state, recording.attempts = offered, RecordingState.PENDING, 0
        recording.save()
    fetch_recording.enqueue(call.agency_id, recording.pk)


@tenant_task
def fetch_recording(agency_id: int, recording_id: int) -> None:
    """Tries each source in turn; what is not there yet is tried again later, what cannot be had is
    told with its reason.
    """
    recording = (
        Recording.objects.select_related("call__connection")
        .filter(pk=recording_id, state=RecordingState.PENDING)
        .first()
    )
    if recording is None:
        return
    tries = recording.attempts + 1
    Recording.objects.filter(pk=recording_id).update(attempts=tries)
    reason, again = "", False
    for source in _sources(recording):
        try:
            _keep(recording, source)
        except NotYet as refusal:
            reason, again = str(refusal), True
        except CannotBeHad as refusal:
            reason = str(refusal)
        except storage.NotSound:
            reason = "What the provider sent is no recording."
        except OSError:
            log.exception("A recording could not be written")
            reason, again = "It could not be written to the disk.", True
        else:
            return
    _give_up_or_wait(recording, reason or "No recording was offered.", again, tries)


def _keep(recording: Recording, source: RecordingSource) -> None:
    connection = recording.call.connection
    url, headers = _request_of(source, connection)
    with storage.incoming(recording) as incoming:
        fetch.into(url, incoming, headers=headers)
        steps.reached("recording.fetched")
        stored = incoming.finish()
        steps.reached("recording.stored")
        Recording.objects.filter(pk=recording.pk).update(
            state=RecordingState.STORED,
            reason="",
            file=stored.file,
            content_type=stored.content_type,
            size=stored.size,
            sha256=stored.sha256,
            stored_at=timezone.now(),
            sources=None,
        )


def _request_of(source: RecordingSource, connection: Connection) -> tuple[str, dict[str, str]]:
    if not source.needs_api_key:
        return source.url, {}
    if not connection.api_key:
        raise CannotBeHad("The provider asks for an API key, and the connection has none.")
    base = connection.api_base or adapter_for(connection.provider).api_base
    return base + source.url, {"Authorization": f"Bearer {connection.api_key}"}


def _sources(recording: Recording) -> list[RecordingSource]:
    listed = json.loads(recording.sources or "[]")
    return [RecordingSource(url, ChannelKind(kind), needs_key) for url, kind, needs_key in listed]


def _give_up_or_wait(recording: Recording, reason: str, again: bool, tries: int) -> None:
    waits = settings.RECORDING_BACKOFF_SECONDS
    with transaction.atomic():
        if again and tries <= len(waits):
            Recording.objects.filter(pk=recording.pk).update(reason=reason[:200])
            later = timezone.now() + timedelta(seconds=waits[tries - 1])
            fetch_recording.using(run_after=later).enqueue(recording.agency_id, recording.pk)
        else:
            Recording.objects.filter(pk=recording.pk).update(
                state=RecordingState.FAILED, reason=reason[:200], sources=None
            )
