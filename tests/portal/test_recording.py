"""A recording is served in ranges, so that a browser can seek, to its own client alone."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.calls import storage, streaming
from callboard.calls.models import Call, Recording
from callboard.people import revocation, sessions
from callboard.people.models.session import EndReason
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser, member
from tests.portal.sounds import SOUND, a_call, a_recording

SIZE = len(SOUND)


@pytest.fixture
def recorded(cast: Cast, data_dir):
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        return a_recording(call), f"/calls/{call.public_id}/recording"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_whole_of_it(maya: Browser, recorded) -> None:
    recording, path = recorded
    answer = maya.get(path)
    assert answer.status_code == 200
    assert body(answer) == SOUND
    assert answer["Content-Type"] == "audio/wav"
    assert answer["Content-Length"] == str(SIZE)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["ETag"] == f'"{recording.sha256}"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="call-{recording.public_id}.wav"'


def test_a_range_brings_no_more_than_a_part(maya: Browser, recorded, monkeypatch) -> None:
    monkeypatch.setattr(streaming, "PART", 1000)
    for asked, told in [("bytes=100-", "100-1099"), (f"bytes=-{SIZE}", "0-999")]:
        answer = maya.get(recorded[1], headers={"Range": asked})
        assert answer.status_code == 206
        assert answer["Content-Range"] == f"bytes {told}/{SIZE}"
        assert len(body(answer)) == int(answer["Content-Length"]) == 1000


RANGES = [
    ("bytes=0-1", 0, 1),
    ("bytes=100-199", 100, 199),
    ("bytes=100-", 100, SIZE - 1),
    ("bytes=-100", SIZE - 100, SIZE - 1),
    (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
    (f"bytes=0-{SIZE * 2}", 0, SIZE - 1),
    (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
    ("bytes=70000-140000", 70_000, 140_000),
]

WHOLE = [
    "bytes=-",
    "bytes=5-2",
    "bytes=a-b",
    "bytes=0-1,5-6",
    "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(0, 4000, 4)),
    "items=0-1",
    "bytes 0-1",
    "bytes=0-" + "9" * 40,
]


def test_o111_ranges(maya: Browser, recorded) -> None:
    for asked, first, last in RANGES:
        answer = maya.get(recorded[1], headers={"Range": asked})
        assert answer.status_code == 206, asked
        assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
        assert answer["Content-Length"] == str(last - first + 1)
        assert body(answer) == SOUND[first : last + 1]


def test_o111_ranges_that_lie_outside(maya: Browser, recorded) -> None:
    for asked in (f"bytes={SIZE}-", f"bytes={SIZE * 2}-{SIZE * 3}", "bytes=-0"):
        answer = maya.get(recorded[1], headers={"Range": asked})
        assert answer.status_code == 416, asked
        assert answer["Content-Range"] == f"bytes */{SIZE}"
        assert body(answer) == b""


def test_o111_what_is_no_single_range_gets_the_whole(maya: Browser, recorded) -> None:
    for asked in WHOLE:
        answer = maya.get(recorded[1], headers={"Range": asked})
        assert (answer.status_code, body(answer)) == (200, SOUND), asked


def test_o111_it_is_read_in_pieces(maya: Browser, recorded) -> None:
    answer: Any = maya.get(recorded[1])
    pieces = list(answer.streaming_content)
    assert max(map(len, pieces)) == streaming.PIECE
    assert len(pieces) == -(-SIZE // streaming.PIECE)


def test_head_says_the_same_without_the_sound(maya: Browser, recorded) -> None:
    answer = maya.head(recorded[1])
    assert (answer.status_code, answer["Content-Length"], body(answer)) == (200, str(SIZE), b"")
    answer = maya.head(recorded[1], headers={"Range": "bytes=-10"})
    assert (answer.status_code, answer["Content-Length"], body(answer)) == (206, "10", b"")


def test_what_the_browser_has_already(maya: Browser, recorded) -> None:
    mark = f'"{recorded[0].sha256}"'
    for theirs in (mark, f"W/{mark}", f'"other", {mark}', "*"):
        answer = maya.get(recorded[1], headers={"If-None-Match": theirs})
        assert (answer.status_code, body(answer)) == (304, b"")
    assert maya.get(recorded[1], headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_part_of_another_file_is_not_joined_to_this_one(maya: Browser, recorded) -> None:
    for mark, status in ((f'"{recorded[0].sha256}"', 206), ('"other"', 200)):
        headers = {"Range": "bytes=5-9", "If-Range": mark}
        assert maya.get(recorded[1], headers=headers).status_code == status


def test_o106_who_may_hear_it(cast: Cast, maya: Browser, recorded) -> None:
    path = recorded[1]
    with scope.agency(cast.northwind.pk):
        sam = browser(cast.northwind, member(cast.harbor_law, "Sam Ortiz"))
    with scope.agency(cast.lumen.pk):
        there = browser(cast.lumen, member(cast.cedar_clinic, "Maya at Lumen"))
    assert maya.get(path).status_code == 200
    assert browser(cast.northwind).get(path).status_code == 302
    staff = browser(cast.northwind, cast.staff[Role.SUPPORT])
    for stranger in (sam, there, browser(cast.lumen, cast.lumen_owner), staff):
        assert stranger.get(path).status_code == 404
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    assert maya.get(path).status_code == 403


def heard_of(answer, meanwhile) -> bytes:
    """What arrives of an answer in whose middle something happens."""
    pieces = iter(answer.streaming_content)
    first = next(pieces)
    meanwhile()
    return bytes(first + b"".join(pieces))


@pytest.mark.parametrize("who", ["maya", "ana"])
def test_who_loses_access_hears_no_more_of_a_long_answer(
    cast: Cast, maya: Browser, recorded, monkeypatch, who: str
) -> None:
    monkeypatch.setattr(streaming, "CHECKED_EVERY", streaming.PIECE)
    visitor, path = maya, recorded[1]
    if who == "ana":
        visitor, path = browser(cast.northwind, cast.ana), f"/agency{path}"

    def revoked() -> None:
        with scope.agency(cast.northwind.pk):
            if who == "maya":
                revocation.revoke(cast.bright_smile, by=ANA)
            else:
                sessions.end_all(cast.ana.pk, EndReason.SIGNED_OUT, at=timezone.now())

    assert heard_of(visitor.get(path), lambda: None) == SOUND
    assert heard_of(visitor.get(path), revoked) == SOUND[: streaming.PIECE]
    assert visitor.get(path).status_code in (302, 403)


def test_what_is_removed_ends_in_mid_play(cast: Cast, maya: Browser, recorded, monkeypatch):
    monkeypatch.setattr(streaming, "CHECKED_EVERY", streaming.PIECE)

    def removed() -> None:
        with scope.agency(cast.northwind.pk):
            Recording.objects.update(state="removed", file="", removed_why="erased")

    assert heard_of(maya.get(recorded[1]), removed) == SOUND[: streaming.PIECE]
    assert maya.get(recorded[1]).status_code == 404


def test_revoked_between_two_parts(cast: Cast, maya: Browser, recorded) -> None:
    assert maya.get(recorded[1], headers={"Range": "bytes=0-99"}).status_code == 206
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    assert maya.get(recorded[1], headers={"Range": "bytes=100-199"}).status_code == 403


def test_a_deleted_call_has_no_sound(cast: Cast, maya: Browser, recorded) -> None:
    with scope.agency(cast.northwind.pk):
        Call.objects.all().delete()
    assert maya.get(recorded[1], headers={"Range": "bytes=0-99"}).status_code == 404
    assert maya.head(recorded[1]).status_code == 404


def test_a_file_that_is_gone_is_not_found(cast: Cast, maya: Browser, recorded) -> None:
    recording, path = recorded
    storage.remove(recording.file)
    assert maya.get(path).status_code == 404


def test_a_call_without_a_recording_has_none_to_give(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    assert maya.get(f"/calls/{call.public_id}/recording").status_code == 404
