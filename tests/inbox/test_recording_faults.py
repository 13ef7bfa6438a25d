"""A recording is there whole or not at all, whatever happens while it is fetched."""

import hashlib
import os
import random
import re
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from subprocess import Popen

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from callboard.calls import storage
from callboard.calls.models import Recording
from callboard.providers import merge
from callboard.providers.events import ChannelKind, RecordingSource
from callboard.providers.recordings import fetch_recording
from callboard.tenancy import scope
from tests.inbox.conftest import House
from tests.inbox.line import event_in
from tests.inbox.processes import KILLED, finish
from tests.inbox.provider import MP3, Provider, content, kept, status, wav
from tests.providers.vapi import RECEIVED
from tests.sizes import sized

DAY = timedelta(hours=24)
LARGE = wav(120)  # 1.9 MB


@pytest.fixture
def server(house: House, provider: Provider, monkeypatch) -> Provider:
    """A provider that processes of their own may fetch from as well."""
    monkeypatch.setenv("FETCH_ALSO_ALLOWED", provider.host)
    return provider


def wanted(house: House, *addresses: str, rank_time: int = 0) -> Recording:
    told = event_in(house.line.body(timestamp=1747755026904 + rank_time))
    sources = tuple(RecordingSource(one, ChannelKind.MONO) for one in addresses)
    event = replace(told, recording_sources=sources)
    with transaction.atomic():
        call = merge.apply(event, house.line.connection, RECEIVED)
    return Recording.objects.get(call=call)


def fetch_here(recording: Recording) -> Recording:
    fetch_recording.call(recording.agency_id, recording.pk)
    recording.refresh_from_db()
    return recording


def files(house: House) -> list[Path]:
    return [path for path in (house.data_dir / "media").rglob("*") if path.is_file()]


def assert_the_one_file(house: House, recording: Recording, *sounds: bytes) -> None:
    digests = {hashlib.sha256(kept(sound)).hexdigest() for sound in sounds}
    assert (recording.state, recording.sha256 in digests) == ("stored", True)
    (file,) = files(house)
    assert file == storage.path_of(recording)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == recording.sha256


def make_old(house: House) -> None:
    long_ago = 1_000_000_000
    for path in files(house):
        os.utime(path, (long_ago, long_ago))


@pytest.mark.parametrize(
    ("step", "left"),
    [("recording.fetched", 1), ("recording.compressed", 2), ("recording.stored", 1)],
)
def test_o112_a_killed_fetch_leaves_one_whole_file_in_the_end(
    house: House, server: Provider, step: str, left: int
) -> None:
    recording = wanted(house, server.offer("/a", content(LARGE)))
    arguments = ("fetch", str(recording.agency_id), str(recording.pk))
    code, _out, errors = house.run(*arguments, die_at=step)
    assert code == KILLED, errors
    recording.refresh_from_db()
    assert (recording.state, recording.file, len(files(house))) == ("pending", "", left)
    make_old(house)

    code, _out, errors = house.run(*arguments)
    assert code == 0, errors
    recording.refresh_from_db()
    assert storage.path_of(recording).read_bytes() == kept(LARGE)
    storage.sweep(DAY)
    assert_the_one_file(house, recording, LARGE)


def test_o112_killed_and_then_another_format_is_all_there_is(
    house: House, server: Provider
) -> None:
    recording = wanted(house, server.offer("/a", content(LARGE), content(MP3)))
    arguments = ("fetch", str(recording.agency_id), str(recording.pk))
    assert house.run(*arguments, die_at="recording.stored")[0] == KILLED
    make_old(house)
    fetch_here(recording)
    assert storage.sweep(DAY) == 1
    assert_the_one_file(house, recording, MP3)


@pytest.mark.sized
def test_o112_killed_in_the_middle_again_and_again(house: House, server: Provider) -> None:
    running: list[Popen[bytes]] = []

    def kill_after(pieces: int):
        def answer(to) -> None:
            to.send_response(200)
            to.end_headers()
            for _ in range(pieces):
                to.wfile.write(LARGE[: 64 * 1024])
            running[-1].kill()

        return answer

    times = [random.randrange(30) for _ in range(sized(2, 20))]
    recording = wanted(
        house, server.offer("/a", *map(kill_after, times), content(LARGE, "audio/wav"))
    )
    for _ in times:
        running.append(house.start("fetch", str(recording.agency_id), str(recording.pk)))
        assert finish(running[-1])[0] == KILLED
    make_old(house)
    fetch_here(recording)
    storage.sweep(DAY)
    assert_the_one_file(house, recording, LARGE)


def test_o109_a_full_disk_is_told_and_tried_again(house: House, server: Provider) -> None:
    recording = wanted(house, server.offer("/a", content(LARGE)), server.offer("/b"))
    arguments = ("fetch", str(recording.agency_id), str(recording.pk))
    code, _out, errors = house.run(*arguments, str(1_500_000))
    assert code == 0, errors
    recording.refresh_from_db()
    assert (recording.state, recording.attempts) == ("pending", 1)
    assert recording.reason == "It could not be written to the disk."
    assert files(house) == []
    assert DBTaskResult.objects.count() == 2
    # A full disk is not tried with each of the addresses.
    assert [path for path, _ in server.asked] == ["/a"]
    assert server.host not in errors
    assert_the_one_file(house, fetch_here(recording), LARGE)


def test_two_fetches_at_once_keep_one_of_the_two(house: House, server: Provider) -> None:
    both_asked = threading.Barrier(2)

    def offer(sound: bytes):
        def answer(to) -> None:
            both_asked.wait(20)
            content(sound)(to)

        return answer

    recording = wanted(house, server.offer("/a", offer(LARGE), offer(wav(3))))

    def run() -> None:
        with scope.agency(recording.agency_id):
            fetch_recording.call(recording.agency_id, recording.pk)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recording.refresh_from_db()
    assert_the_one_file(house, recording, LARGE, wav(3))


def test_newer_addresses_survive_a_fetch_that_fails_late(house: House, server: Provider) -> None:
    def meanwhile(to) -> None:
        with scope.agency(recording.agency_id):
            wanted(house, server.offer("/new", content(LARGE)), rank_time=1000)
        connection.close()
        status(410)(to)

    recording = wanted(house, server.offer("/old", meanwhile))
    assert fetch_here(recording).state == "pending"
    assert DBTaskResult.objects.count() == 2
    assert_the_one_file(house, fetch_here(recording), LARGE)


def test_a_call_that_goes_while_it_is_fetched_leaves_no_file(
    house: House, server: Provider
) -> None:
    def meanwhile(to) -> None:
        with scope.agency(recording.agency_id):
            Recording.objects.all().delete()
        connection.close()
        content(LARGE)(to)

    recording = wanted(house, server.offer("/a", meanwhile))
    fetch_recording.call(recording.agency_id, recording.pk)
    assert files(house) == []


def test_the_sweep_takes_what_nobody_names_and_leaves_the_rest(
    house: House, server: Provider
) -> None:
    recording = fetch_here(wanted(house, server.offer("/a", content(LARGE))))
    kept = storage.path_of(recording)
    orphan = kept.with_name(re.sub("-[0-9a-f]+", "-0000000000000000", kept.name))
    for name in (".incoming-abc", orphan.name, "0123456789abcdef-00.mp3"):
        kept.with_name(name).write_bytes(b"left behind")
    assert storage.sweep(DAY) == 0
    make_old(house)
    young = kept.with_name(".incoming-young")
    young.write_bytes(b"at work")
    with scope.wiped():
        assert storage.sweep(DAY) == 3
    assert sorted(files(house)) == sorted([kept, young])
    assert storage.sweep(timedelta(0)) in (0, 1)


def test_the_sweep_of_an_empty_house(house: House) -> None:
    assert storage.sweep(DAY) == 0
