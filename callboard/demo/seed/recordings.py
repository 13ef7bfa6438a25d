"""The sound of a call, kept by the product's own storage as if it had been fetched."""

from django.utils import timezone

from callboard.calls import storage
from callboard.calls.models import Call, Recording, RecordingState
from callboard.demo.voices import Recorded


def keep(call: Call, recorded: Recorded) -> Recording:
    recording = Recording.objects.create(agency_id=call.agency_id, call=call)
    with storage.incoming(recording) as incoming:
        incoming.write(recorded.wav)
        stored = incoming.finish()
    recording.state = RecordingState.STORED
    recording.file = stored.file
    recording.content_type = stored.content_type
    recording.size = stored.size
    recording.sha256 = stored.sha256
    recording.duration_ms = recorded.duration_ms
    recording.stored_at = timezone.now()
    recording.save()
    return recording
