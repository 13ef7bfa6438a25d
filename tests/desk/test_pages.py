"""Every page of the agency answers, for each access state."""

from dataclasses import asdict

import pytest
from django.utils import timezone

from callboard.calls import storage
from callboard.calls.models import Call, Recording, Transcript
from callboard.people.access import Access
from callboard.tenancy import scope
from tests.cast import Cast, agent, connection
from tests.desk.sessions import signed_in
from tests.people.test_access_states import put

OPEN_PAGES = ["", "edit/", "calls/", "access/"]


def a_call(of, *, client=True, **facts) -> Call:
    on = connection(of.agency)
    now = timezone.now()
    call = Call.objects.create(
        agency=of.agency,
        connection=on,
        agent=agent(of, on) if client else None,
        client=of if client else None,
        external_id="call-1",
        from_number="+14155550123",
        outcome="completed",
        rank=4,
        duration_ms=61_000,
        started_at=now,
        last_event_at=now,
        created_at=now,
        **facts,
    )
    Transcript.objects.create(
        agency=of.agency,
        call=call,
        turns=[{"role": "agent", "text": "Pine Street Dental.", "start_ms": 0, "end_ms": 900}],
    )
    return call


def test_agency_root_is_its_home(ana) -> None:
    page = ana.get("/agency/").text
    assert "What waits for you" in page
    assert 'href="/agency/clients/"' in page


@pytest.mark.parametrize("below", OPEN_PAGES)
@pytest.mark.parametrize("state", Access.values)
def test_pages_of_a_client_in_every_state(ana, dentist, address, state: str, below: str) -> None:
    put(dentist, Access(state))
    assert ana.get(address(dentist, below)).status_code == 200


@pytest.mark.parametrize(
    "below", [*OPEN_PAGES, "invitation/", "invitation/preview/", "revocation/"]
)
def test_another_agencys_client_is_not_found(cast: Cast, address, below: str) -> None:
    stranger = signed_in(cast.lumen, cast.lumen_owner)
    assert stranger.get(address(cast.bright_smile, below)).status_code == 404


def test_a_member_finds_nothing_here(cast: Cast, address) -> None:
    maya = signed_in(cast.northwind, cast.maya)
    assert maya.get("/agency/clients/").status_code == 404
    assert maya.get(address(cast.bright_smile)).status_code == 404


def test_a_call_with_its_facts(ana, dentist) -> None:
    call = a_call(
        dentist,
        ended_reason="customer-ended-call",
        cost="0.1234",
        summary="Asked a price.",
        spoken=True,
    )
    Recording.objects.create(
        agency=dentist.agency, call=call, state="failed", reason="The provider answers 404."
    )
    page = ana.get(f"/agency/calls/{call.public_id}/").content.decode()
    for fact in ("customer-ended-call", "0.1234", "Asked a price.", "The provider answers 404."):
        assert fact in page
    assert "Pine Street Dental." in page


def test_lists_mark_what_the_client_does_not_see(cast: Cast, ana, dentist, address) -> None:
    a_call(dentist, kept_aside=True, aside_why="draft")
    a_call(dentist, client=False)
    everything = ana.get("/agency/calls/").content.decode()
    assert "Unassigned" in everything
    assert "Draft" in everything
    own = ana.get(address(dentist, "calls/")).content.decode()
    assert "Unassigned" not in own
    assert "Draft" in own


def test_another_agencys_call_is_not_found(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    stranger = signed_in(cast.lumen, cast.lumen_owner)
    for below in ("", "recording"):
        assert stranger.get(f"/agency/calls/{call.public_id}/{below}").status_code == 404


def test_a_recording_is_heard_in_ranges(data_dir, cast: Cast, ana, dentist) -> None:
    call = a_call(dentist)
    recording = Recording.objects.create(agency=dentist.agency, call=call, state="stored")
    with storage.incoming(recording) as file:
        file.write(b"RIFF\x24\x00\x00\x00WAVE" + bytes(1000))
        stored = file.finish()
    Recording.objects.filter(pk=recording.pk).update(**asdict(stored))
    path = f"/agency/calls/{call.public_id}/recording"
    assert path in ana.get(f"/agency/calls/{call.public_id}/").content.decode()
    part = ana.get(path, headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"RIFF")
    stranger = signed_in(cast.lumen, cast.lumen_owner)
    assert stranger.get(path).status_code == 404
