"""Recordings from before files were made small and measured: taken up one by one."""

import logging
from dataclasses import asdict

from callboard.calls import storage
from callboard.calls.models import Recording, RecordingState
from callboard.tenancy import scope

log = logging.getLogger(__name__)


def take_up_one() -> bool:
    """Whether to go on with the next. Safe when several workers do it at once, and at any kill."""
    with scope.crossing_agencies("the files of every agency are made small"):
        recording = (
            Recording.objects.filter(state=RecordingState.STORED, peaks__isnull=True)
            .order_by("id")
            .first()
        )
    if recording is None:
        return False
    try:
        with scope.agency(recording.agency_id):
            _take_up(recording)
    except OSError as fault:
        log.error("An old recording could not be made small: %s", fault.strerror)
        return False
    return True


def _take_up(recording: Recording) -> None:
    rows = Recording.objects.filter(pk=recording.pk, file=recording.file)
    try:
        stored = storage.settle_again(recording)
    except (FileNotFoundError, storage.NotSound):
        rows.update(peaks=b"")
        return
    won = rows.filter(state=RecordingState.STORED).update(**asdict(stored))
    unnamed = recording.file if won else stored.file
    if not Recording.objects.filter(pk=recording.pk, file=unnamed).exists():
        storage.remove(unnamed)
