"""The client's own access log: who was in the portal and who listened, the agency included."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callboard.audit.models import Entry
from callboard.calls import streaming
from callboard.people.models import AccessEntry, Membership, User, Viewing
from callboard.people.models.access_entry import AccessAct
from tests.cast import Cast, member
from tests.desk.sessions import signed_in
from tests.portal.sounds import a_call, a_recording

LOG = "/settings/access-log/"
FIRST: dict[str, Any] = {"headers": {"Range": "bytes=0-99"}}


def lines(page: str) -> list[str]:
    """Who and what of each row, as a reader sees them."""
    rows = re.findall(r'<th scope="row".*?</tr>', page, re.S)
    return [" ".join(re.sub(r"<time.*?</time>|<[^>]+>", " ", row).split()) for row in rows]


@pytest.fixture
def call(cast: Cast, northwind, data_dir):
    made = a_call(cast.bright_smile, caller_name="Dana Whitfield")
    a_recording(made)
    return made


def test_the_clients_people_see_that_staff_looked_and_what_they_heard(
    cast: Cast, northwind, call, viewer, maya
) -> None:
    viewer.get(f"/calls/{call.public_id}/recording", **FIRST)
    page = maya.get(LOG).text
    listened, _own, looked = lines(page)
    assert listened.startswith("Ana Ruiz Northwind Voice Listened to the call of Today")
    assert re.match(r"Ana Ruiz Northwind Voice Looked at your portal Still open, until \d", looked)
    assert f'href="/calls/{call.public_id}/"' in page
    assert "Dana" not in page
    viewer.post("/agency/viewing/end/")
    assert re.search(r"Looked at your portal Until \d+:\d\d", " ".join(lines(maya.get(LOG).text)))


def test_one_that_ran_out_ended_when_it_had_to(cast: Cast, northwind, viewer, maya) -> None:
    began = timezone.now() - timedelta(hours=3)
    Viewing.objects.update(began_at=began, ends_at=began + timedelta(minutes=30))
    assert "Still open" not in maya.get(LOG).text


def test_a_listening_of_a_viewer_is_the_staffs_in_the_record_too(
    cast: Cast, northwind, call, viewer
) -> None:
    viewer.get(f"/calls/{call.public_id}/recording", **FIRST)
    [entry] = Entry.objects.filter(act="recording.opened")
    assert (entry.actor_kind, entry.actor_name) == ("staff", "Ana Ruiz")
    assert entry.actor_viewing == "Bright Smile Dental"
    assert Membership.objects.get(user=cast.maya).first_heard_at is None
    viewer.post("/agency/viewing/end/")
    page = viewer.get("/agency/audit/?what=recording").text
    assert "Ana Ruiz as Bright Smile Dental (view)" in page
    exported = viewer.post("/agency/audit/record.csv", {"what": "recording"})
    assert b"Bright Smile Dental" in b"".join(exported.streaming_content)


def test_what_is_on_its_way_breaks_off_when_the_view_is_over(
    cast: Cast, northwind, call, viewer, monkeypatch
) -> None:
    monkeypatch.setattr(streaming, "CHECKED_EVERY", 100_000)
    whole = call.recording.size
    answer: Any = viewer.get(f"/calls/{call.public_id}/recording")
    pieces = iter(answer.streaming_content)
    heard = len(next(pieces))
    Viewing.objects.update(ends_at=timezone.now())
    heard += sum(len(piece) for piece in pieces)
    assert heard < whole


def test_what_was_heard_at_the_desk_and_as_a_viewer_are_two(
    cast: Cast, northwind, call, viewer
) -> None:
    viewer.get(f"/agency/calls/{call.public_id}/recording", **FIRST)
    viewer.get(f"/calls/{call.public_id}/recording", **FIRST)
    entries = Entry.objects.filter(act="recording.opened").order_by("id")
    assert [entry.actor_viewing for entry in entries] == ["", "Bright Smile Dental"]


def test_own_people_show_by_device_and_without_their_address(
    cast: Cast, northwind, call, maya
) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
    AccessEntry.objects.filter(user=cast.maya).update(user_agent=phone)
    maya.get(f"/calls/{call.public_id}/recording", **FIRST)
    page = maya.get(LOG).text
    listened, signed = lines(page)
    assert listened.startswith("Maya Chen Listened to the call of Today")
    assert signed == "Maya Chen Signed in Safari on iPhone"
    assert "127.0.0.1" not in page


def test_who_has_two_practices_signed_in_to_both(cast: Cast, northwind) -> None:
    Membership.objects.create(
        agency=northwind, client=cast.harbor_law, user=cast.maya, since=timezone.now()
    )
    signed_in(cast.northwind, cast.maya)
    rows = AccessEntry.objects.filter(act=AccessAct.SIGNED_IN, user=cast.maya)
    assert {row.client_id for row in rows} == {cast.bright_smile.pk, cast.harbor_law.pk}


def test_a_sign_in_of_staff_is_nobody_elses_business(cast: Cast, northwind, ana) -> None:
    assert not AccessEntry.objects.filter(user=cast.ana).exists()


def test_test_calls_of_the_agency_stay_out(cast: Cast, northwind, data_dir, ana, maya) -> None:
    aside = a_call(cast.bright_smile, kept_aside=True)
    a_recording(aside)
    ana.get(f"/agency/calls/{aside.public_id}/recording", **FIRST)
    assert "Ana Ruiz" not in maya.get(LOG).text


def test_a_call_that_was_moved_away_leads_nowhere(cast: Cast, northwind, call, maya) -> None:
    maya.get(f"/calls/{call.public_id}/recording", **FIRST)
    type(call).objects.filter(pk=call.pk).update(client=cast.harbor_law)
    page = maya.get(LOG).text
    assert "a call that is no longer here" in page
    assert call.public_id not in page


def test_each_client_has_its_own(cast: Cast, northwind, viewer) -> None:
    sam = signed_in(cast.northwind, member(cast.harbor_law, "Sam Ortiz"))
    page = sam.get(LOG).text
    assert "Ana Ruiz" not in page
    assert "Maya" not in page
    [mine] = AccessEntry.objects.filter(client=cast.bright_smile, act=AccessAct.VIEWED)
    assert sam.get(f"{LOG}?after={mine.public_id}").status_code == 200


def test_what_the_agency_did_alone(cast: Cast, northwind, viewer, maya) -> None:
    page = maya.get(f"{LOG}?by=agency").text
    assert len(lines(page)) == 1
    AccessEntry.objects.filter(by_agency=True).delete()
    assert "Nobody of Northwind Voice was here." in maya.get(f"{LOG}?by=agency").text


def test_a_name_that_was_never_given(cast: Cast, northwind, viewer, maya) -> None:
    User.objects.filter(pk=cast.ana.pk).update(name="")
    assert lines(maya.get(f"{LOG}?by=agency").text)[0].startswith("Somebody Northwind Voice")


@pytest.mark.parametrize("count", [2, 120])
def test_it_costs_the_same_for_few_and_for_many(
    cast: Cast, northwind, call, maya, count: int
) -> None:
    now = timezone.now()
    AccessEntry.objects.bulk_create(
        AccessEntry(
            agency=northwind,
            client=cast.bright_smile,
            at=now - timedelta(minutes=number // 2),
            act=AccessAct.LISTENED,
            user=cast.ana if number % 3 else cast.maya,
            by_agency=bool(number % 3),
            call=call.public_id,
        )
        for number in range(count)
    )
    maya.get(LOG)
    with CaptureQueriesContext(connection) as queries:
        page = maya.get(LOG).text
    assert len(queries) == 6, [query["sql"][:90] for query in queries]
    seen = lines(page)
    while older := re.search(
        r'href="(\?[^"]*)"[^>]* rel="next"|rel="next"[^>]*href="([^"]*)"', page
    ):
        address = (older[1] or older[2]).replace("&amp;", "&")
        page = maya.get(LOG + address).text
        seen += lines(page)
    assert len(seen) == count + 1


def test_it_is_found_from_team_and_from_the_own_menu(cast: Cast, northwind, maya) -> None:
    page = maya.get("/settings/team/").text
    assert page.count(f'href="{LOG}"') == 2


@pytest.mark.parametrize(
    "asked", ["?before=%00", "?after=x&after=y", "?by=\ud800", "?before=" + "9" * 99]
)
def test_strange_places_show_the_first_page(cast: Cast, northwind, maya, asked: str) -> None:
    address = LOG + asked.encode("utf-8", "surrogatepass").decode("latin-1")
    assert "Maya Chen" in maya.get(address).text
