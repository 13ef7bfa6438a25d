"""The sound of a call, kept by the product's own storage as if it had been fetched."""

from dataclasses import asdict

from django.utils import timezone

from callboard.calls import storage
from callboard.calls.models import Call, Recording, RecordingState
from callboard.examples.voices import Recorded


def keep(call: Call, recorded: Recorded) -> Recording:
    recording = Recording.objects.create(agency_id=call.agency_id, call=call)
    with storage.incoming(recording) as incoming:
        incoming.write(recorded.wav)
        stored = incoming.finish()
    Recording.objects.filter(pk=recording.pk).update(
        state=RecordingState.STORED, stored_at=timezone.now(), **asdict(stored)
    )
    recording.refresh_from_db()
    return recording
