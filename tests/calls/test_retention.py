"""Recordings whose time is over are gone, file and all; everything else of the call stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.calls import disk_use, retention, storage
from callboard.calls.models import Call, DiskUse, Recording, RecordingState, Transcript
from callboard.tenancy import scope
from tests import cast as the_cast
from tests.cast import Cast, agency
from tests.desk.sessions import signed_in
from tests.portal.sounds import TURNS, a_call, a_recording
from tests.processes import Installation, until


def at_age(days: float, of: Client, **facts) -> Recording:
    began = timezone.now() - timedelta(days=days)
    return a_recording(a_call(of, started_at=began, turns=TURNS, **facts))


def keep(days: int | None, *, of: Client | None = None, agency_id: int = 0) -> None:
    if of is not None:
        Client.objects.filter(pk=of.pk).update(recordings_kept_days=days)
    else:
        Agency.objects.filter(pk=agency_id).update(recordings_kept_days=days)


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def removed() -> int:
    """With no scope open, as the worker runs it."""
    with scope.wiped():
        return retention.remove_due(timezone.now())


@pytest.fixture
def northwind(cast: Cast, data_dir):
    with scope.agency(cast.northwind.pk):
        yield cast.northwind


def test_o113_the_file_is_gone_and_the_transcript_stays(cast: Cast, northwind) -> None:
    """O-113: the recording, its waveform and its address; neither page nor player finds it."""
    old, young = at_age(92, cast.bright_smile), at_age(88, cast.bright_smile)
    keep(90, agency_id=northwind.pk)
    path = f"/calls/{old.call.public_id}/"
    maya = signed_in(cast.northwind, cast.maya)
    assert maya.get(f"{path}recording").status_code == 200
    assert removed() == 1
    old.refresh_from_db()
    assert (old.state, old.removed_why, old.file) == (RecordingState.REMOVED, "retention", "")
    assert old.removed_at is not None
    assert (old.peaks, old.sources, old.size, old.sha256) == (None, None, 0, "")
    assert [str(file) for file in files()] == [str(storage.path_of(young))]
    assert maya.get(f"{path}recording").status_code == 404
    assert maya.get(path).status_code == 200
    assert Transcript.objects.filter(call=old.call, turns=TURNS).exists()
    assert Call.objects.get(pk=old.call_id).summary == "Chipped a tooth."


def test_a_client_may_have_a_time_of_its_own(cast: Cast, northwind) -> None:
    for client in (cast.bright_smile, cast.harbor_law):
        at_age(100, client)
    keep(90, agency_id=northwind.pk)
    keep(365, of=cast.bright_smile)
    assert removed() == 1
    assert Recording.objects.get(state="stored").call.client == cast.bright_smile
    keep(0, of=cast.bright_smile)
    assert removed() == 0
    keep(90, of=cast.bright_smile)
    assert removed() == 1


def test_nothing_goes_unless_somebody_said_so(cast: Cast, northwind) -> None:
    at_age(4000, cast.bright_smile)
    assert removed() == 0
    keep(90, of=cast.harbor_law)
    assert removed() == 0


def test_calls_of_no_client_go_by_the_agencys_time(cast: Cast, northwind) -> None:
    recording = at_age(100, cast.bright_smile)
    Call.objects.update(client=None)
    keep(90, agency_id=northwind.pk)
    assert removed() == 1
    recording.refresh_from_db()
    assert recording.is_removed


def test_each_agencys_own(cast: Cast, northwind) -> None:
    at_age(100, cast.bright_smile)
    with scope.agency(cast.lumen.pk):
        theirs = at_age(100, cast.cedar_clinic)
        keep(90, agency_id=cast.lumen.pk)
    assert removed() == 1
    with scope.agency(cast.lumen.pk):
        theirs.refresh_from_db()
        assert theirs.is_removed


def test_the_record_tells_it_once_a_client_and_round(cast: Cast, northwind, monkeypatch) -> None:
    for _ in range(3):
        at_age(100, cast.bright_smile)
    at_age(100, cast.harbor_law)
    keep(90, agency_id=northwind.pk)
    assert removed() == 4
    assert removed() == 0
    told = Entry.objects.filter(act="recording.removed").order_by("client_id")
    assert {entry.client_id: entry.after["recordings"] for entry in told} == {
        cast.bright_smile.pk: 3,
        cast.harbor_law.pk: 1,
    }
    assert {entry.actor_kind for entry in told} == {"system"}


def test_a_long_backlog_goes_in_batches(cast: Cast, northwind, monkeypatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        at_age(100, cast.bright_smile)
    keep(90, agency_id=northwind.pk)
    assert removed() == 5
    assert files() == []
    told = Entry.objects.filter(act="recording.removed")
    assert sum(entry.after["recordings"] for entry in told) == 5


def test_what_shall_be_kept_from_now_on_is_kept_by_a_round_that_is_under_way(
    cast: Cast, northwind
) -> None:
    """A round through many recordings takes its time; somebody says so in the middle of it."""
    at_age(100, cast.bright_smile)
    keep(90, agency_id=northwind.pk)
    as_the_round_began = Agency.objects.get(pk=northwind.pk)
    keep(0, agency_id=northwind.pk)
    with scope.wiped():
        assert retention.remove_of(as_the_round_began, timezone.now()) == 0
    assert len(files()) == 1


def test_room_is_counted_by_the_worker_and_read_from_there(cast: Cast, northwind) -> None:
    one, other = at_age(1, cast.bright_smile), at_age(1, cast.bright_smile)
    third = at_age(1, cast.harbor_law)
    assert disk_use.total().counted_at is None
    now = timezone.now()
    for _ in range(2):
        with scope.wiped():
            disk_use.count_all(now)
    total = disk_use.total()
    assert (total.recordings, total.size) == (3, one.size + other.size + third.size)
    assert (total.clients, total.counted_at) == (2, now)
    mine = DiskUse.objects.get(client=cast.bright_smile)
    assert (mine.recordings, mine.size) == (2, one.size + other.size)
    with scope.agency(cast.lumen.pk):
        assert disk_use.total().recordings == 0


@pytest.mark.django_db(transaction=True)
def test_o113_a_worker_killed_between_row_and_file_leaves_no_sound(
    installation: Installation, settings
) -> None:
    """O-113: the row says it is gone, nobody can hear it, and the next worker takes the
    file."""
    settings.MEDIA_ROOT = installation.folder / "media"
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        client = the_cast.client(made, "Bright Smile Dental", "maya@brightsmile.example")
        recording = at_age(100, client)
        keep(90, agency_id=made.pk)
        path = storage.path_of(recording)
    dying = installation.start("worker", CALLBOARD_DIE_AT="removed by retention")
    until(lambda: dying.poll() is not None, "the worker's death")
    with scope.agency(made.pk):
        recording.refresh_from_db()
        assert recording.is_removed
        assert Entry.objects.filter(act="recording.removed").count() == 1
    assert path.is_file()
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(path, (long_ago, long_ago))
    installation.start("worker")
    until(lambda: not path.exists(), "the sweep")
    with scope.agency(made.pk):
        assert Entry.objects.filter(act="recording.removed").count() == 1
