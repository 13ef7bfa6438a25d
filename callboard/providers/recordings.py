"""Fetching recordings: our own copy of the sound, made by a background task."""

import json
import logging
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from callboard.agents.models import Connection
from callboard.calls import storage
from callboard.calls.models import Call, Recording, RecordingState
from callboard.providers import fetch
from callboard.providers.events import ChannelKind, RecordingSource
from callboard.providers.fetch import CannotBeHad, NotYet, Sink
from callboard.providers.registry import adapter_for
from callboard.providers.simulator import sounds
from callboard.tenancy import steps
from callboard.tenancy.tasks import tenant_task

log = logging.getLogger(__name__)


def want(call: Call, sources: tuple[RecordingSource, ...]) -> None:
    """Notes where the sound is to be had and queues the fetch, in the caller's transaction. Newer
    addresses replace older ones; what is stored stays, and what was removed stays away.
    """
    offered = json.dumps(
        [[source.url, source.kind.value, source.needs_api_key] for source in sources]
    )
    recording = Recording.objects.select_for_update().filter(call=call).first()
    if recording is None:
        recording = Recording(agency_id=call.agency_id, call=call)
    elif recording.is_stored or recording.is_removed:
        return
    recording.sources, recording.state = offered, RecordingState.PENDING
    recording.attempts, recording.reason = 0, ""
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
    reason, again = "No recording was offered.", False
    for source in _sources(recording):
        try:
            _keep(recording, source)
        except NotYet as refusal:
            reason, again = str(refusal), True
        except CannotBeHad as refusal:
            reason = str(refusal)
        except storage.NotSound:
            reason = "What the provider sent is no recording."
        except OSError as fault:
            log.error("A recording could not be written: %s", fault.strerror)
            reason, again = "It could not be written to the disk.", True
            break
        else:
            return
    _give_up_or_wait(recording, reason, again)


def _keep(recording: Recording, source: RecordingSource) -> None:
    connection = recording.call.connection
    with storage.incoming(recording) as incoming:
        _bring(source, connection, incoming)
        steps.reached("recording.fetched")
        stored = incoming.finish()
    steps.reached("recording.stored")
    rows = Recording.objects.filter(pk=recording.pk)
    won = rows.filter(state=RecordingState.PENDING).update(
        state=RecordingState.STORED,
        reason="",
        stored_at=timezone.now(),
        sources=None,
        **asdict(stored),
    )
    if not won and not rows.filter(file=stored.file).exists():
        storage.remove(stored.file)


def _bring(source: RecordingSource, connection: Connection, sink: Sink) -> None:
    """From outside; of an example, which is told by its connection alone, from our own disk."""
    if connection.is_simulator:
        sounds.into(connection, source.url, sink)
        return
    url, headers = _request_of(source, connection)
    fetch.into(url, sink, headers=headers)


def _request_of(source: RecordingSource, connection: Connection) -> tuple[str, dict[str, str]]:
    if not source.needs_api_key:
        return source.url, {}
    if not connection.api_key:
        raise CannotBeHad("The provider asks for an API key, and the connection has none.")
    base = connection.api_base or adapter_for(connection.provider).api_base
    return base.rstrip("/") + source.url, {"Authorization": f"Bearer {connection.api_key}"}


def _sources(recording: Recording) -> list[RecordingSource]:
    """Best first. Each voice in a channel of its own is worth a further address."""
    listed = json.loads(recording.sources or "[]")
    found = [RecordingSource(url, ChannelKind(kind), needs_key) for url, kind, needs_key in listed]
    return sorted(found, key=lambda source: source.kind is not ChannelKind.STEREO)


def _give_up_or_wait(tried: Recording, reason: str, again: bool) -> None:
    waits = settings.RECORDING_BACKOFF_SECONDS
    with transaction.atomic():
        rows = Recording.objects.select_for_update().filter(pk=tried.pk)
        recording = rows.filter(state=RecordingState.PENDING).first()
        if recording is None or recording.sources != tried.sources:
            return  # another fetch was luckier, or newer addresses have come with a fetch of theirs
        recording.reason = reason[:200]
        recording.attempts += 1
        if again and recording.attempts <= len(waits):
            later = timezone.now() + timedelta(seconds=waits[recording.attempts - 1])
            fetch_recording.using(run_after=later).enqueue(recording.agency_id, recording.pk)
        else:
            recording.state, recording.sources = RecordingState.FAILED, None
        recording.save()
