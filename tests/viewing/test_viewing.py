"""View as Client: what staff see of a portal, for how long, and what is written down of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.models import Entry
from callboard.people import archive, staff, viewings
from callboard.people.access import Access
from callboard.people.models import Membership, Session, Staff, User, Viewing
from callboard.people.refusals import Gone
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, client, member
from tests.desk.sessions import signed_in
from tests.people.test_access_states import put
from tests.portal.sounds import a_call

CALLS = "/calls/"
STRIP = "You see Bright Smile Dental’s portal as Northwind Voice staff."


def acts(*wanted: str) -> list[Entry]:
    return list(Entry.objects.filter(act__in=wanted).order_by("id"))


def acting(user: User) -> Actor:
    return Actor("staff", user.name, user.public_id)


def let_run_out() -> None:
    """Thirty minutes and a second pass."""
    earlier = timezone.now() - timedelta(minutes=30, seconds=1)
    Viewing.objects.open().update(began_at=earlier, ends_at=earlier + timedelta(minutes=30))


def test_o043_the_portal_opens_in_the_same_tab_with_a_strip_on_every_page(
    cast: Cast, northwind, ana, view
) -> None:
    """O-043"""
    call = a_call(cast.bright_smile)
    begun = view(cast.bright_smile)
    assert (begun.status_code, begun["Location"]) == (303, "/home/")
    assert ana.get("/")["Location"] == "/home/"
    for path in (
        "/home/",
        CALLS,
        f"/calls/{call.public_id}/",
        "/settings/team/",
        "/calls/nothing/",
    ):
        page = ana.get(path).text
        assert STRIP in page
        assert "Nothing can be changed." in page
        assert "30 minutes left" in page
        assert 'action="/agency/viewing/end/"' in page
    assert "Dana Whitfield" in ana.get(CALLS).text


@pytest.mark.parametrize("state", Access.values)
def test_it_works_before_anybody_accepted_and_after_everybody_left(
    cast: Cast, northwind, ana, view, state: str
) -> None:
    dentist = client(cast.northwind, "Pine Street Dental", "lee@pinestreet.example")
    put(dentist, Access(state))
    a_call(dentist, caller_name="Oscar Wilde")
    view(dentist)
    assert "Oscar Wilde" in ana.get(CALLS).text


def test_nobody_opens_an_archived_one(cast: Cast, northwind, ana, view) -> None:
    archive.archive(cast.bright_smile, by=SYSTEM)
    assert view(cast.bright_smile).status_code == 409
    assert "View as Client" not in ana.get(f"/agency/clients/{cast.bright_smile.public_id}/").text
    assert ana.get(CALLS).status_code == 404
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_whoever_sees_clients_may(cast: Cast, northwind, role: Role) -> None:
    desk = signed_in(cast.northwind, cast.staff[role])
    assert "View as Client" in desk.get("/agency/clients/").text
    desk.post(f"/agency/clients/{cast.bright_smile.public_id}/viewing/")
    assert STRIP in desk.get(CALLS).text


def test_clients_people_and_other_agencies_do_not(cast: Cast, northwind, maya) -> None:
    path = f"/agency/clients/{cast.bright_smile.public_id}/viewing/"
    assert maya.post(path).status_code == 404
    with scope.agency(cast.lumen.pk):
        stranger = signed_in(cast.lumen, cast.lumen_owner)
    assert stranger.post(path).status_code == 404
    assert not Viewing.objects.exists()


def test_exit_leads_back_to_the_client(cast: Cast, northwind, viewer) -> None:
    left = viewer.post("/agency/viewing/end/")
    assert left["Location"] == f"/agency/clients/{cast.bright_smile.public_id}/"
    assert viewer.get(CALLS).status_code == 404
    assert viewer.post("/agency/viewing/end/")["Location"] == "/agency/"


def test_o043_after_thirty_minutes_nothing_is_shown_any_more(cast: Cast, northwind, viewer) -> None:
    """O-043"""
    a_call(cast.bright_smile)
    let_run_out()
    for path in ("/", CALLS, "/settings/team/", "/settings/profile/"):
        answer = viewer.get(path)
        assert answer.status_code == 403
        assert "Your view of this portal is over" in answer.text
        assert "Dana Whitfield" not in answer.text
        assert "viewing-strip" not in answer.text
    assert viewer.post("/settings/team/invitations/").status_code == 403
    again = f"/agency/clients/{cast.bright_smile.public_id}/viewing/"
    assert f'action="{again}"' in viewer.get(CALLS).text
    viewer.post(again)
    assert "30 minutes left" in viewer.get(CALLS).text


def test_when_it_is_over_the_own_portal_of_staff_does_not_take_its_place(
    cast: Cast, northwind, viewer
) -> None:
    """Ana is a member elsewhere: a click meant for one portal never lands in another."""
    Membership.objects.create(
        agency=northwind, client=cast.harbor_law, user=cast.ana, since=timezone.now()
    )
    let_run_out()
    assert viewer.get(CALLS).status_code == 403
    viewer.post("/agency/viewing/end/")
    assert "Harbor Law Group" in viewer.get(CALLS).text


def test_o043_it_ends_with_the_session(cast: Cast, northwind, viewer) -> None:
    """O-043"""
    viewer.post("/sign-out/")
    assert viewer.get(CALLS).status_code == 302
    viewing = Viewing.objects.get()
    assert viewing.is_over(timezone.now())
    assert Viewing.objects.get().over_at < viewing.began_at + timedelta(minutes=1)


def test_it_belongs_to_one_browser(cast: Cast, northwind, viewer) -> None:
    elsewhere = signed_in(cast.northwind, cast.ana)
    assert elsewhere.get(CALLS).status_code == 404


def test_it_ends_with_the_persons_work(cast: Cast, northwind) -> None:
    """Also of somebody who stays signed in as a member of another client."""
    admin = cast.staff[Role.ADMIN]
    Membership.objects.create(
        agency=northwind, client=cast.harbor_law, user=admin, since=timezone.now()
    )
    desk = signed_in(cast.northwind, admin)
    desk.post(f"/agency/clients/{cast.bright_smile.public_id}/viewing/")
    assert STRIP in desk.get(CALLS).text
    owner = signed_in(cast.northwind, cast.ana)
    owner.post(f"/agency/staff/{admin.public_id}/removal/")
    assert not Staff.objects.filter(user=admin, ended_at__isnull=True).exists()
    page = desk.get(CALLS).text
    assert STRIP not in page
    assert "Bright Smile" not in page
    assert Viewing.objects.get().is_over(timezone.now())


def test_it_ends_when_the_client_is_archived(cast: Cast, northwind, viewer) -> None:
    archive.archive(cast.bright_smile, by=SYSTEM)
    answer = viewer.get(CALLS)
    assert answer.status_code == 403
    assert "View as Client Again" not in answer.text
    assert viewer.post("/agency/viewing/end/").status_code == 303


def test_of_two_viewings_in_one_browser_the_later_one_is_open(
    cast: Cast, northwind, viewer, view
) -> None:
    view(cast.harbor_law)
    assert "Harbor Law Group’s portal" in viewer.get(CALLS).text
    assert Viewing.objects.open().get().client == cast.harbor_law
    ended = acts("portal.view_ended")
    assert [entry.client_id for entry in ended] == [cast.bright_smile.pk]


def test_o043_both_are_in_the_record(cast: Cast, northwind, viewer, data_dir) -> None:
    """O-043: who looked, as whom, when and from where; never as one of the client's people."""
    viewer.post("/agency/viewing/end/")
    began, ended = acts("portal.view_began", "portal.view_ended")
    for entry in (began, ended):
        assert (entry.actor_kind, entry.actor_name) == ("staff", "Ana Ruiz")
        assert entry.client_id == cast.bright_smile.pk
        assert entry.ip == "127.0.0.1"
    assert began.after == {"minutes": 30}
    page = viewer.get("/agency/audit/?what=portal").text
    assert "Began to view the portal as the client" in page


def test_o043_it_is_no_sign_in_of_the_clients(cast: Cast, northwind, viewer) -> None:
    """O-043: neither last sign-in nor Active nor any step on the way knows of it."""
    before = User.objects.get(pk=cast.maya.pk).last_sign_in_at
    viewer.get(CALLS)
    assert User.objects.get(pk=cast.maya.pk).last_sign_in_at == before
    assert Membership.objects.get(user=cast.maya).first_heard_at is None
    assert not Membership.objects.filter(user=cast.ana).exists()
    assert not Session.objects.filter(membership__isnull=False, user=cast.ana).exists()
    timeline = viewer.get(f"/agency/clients/{cast.bright_smile.public_id}/access/").text
    assert "view the portal" not in timeline


def test_on_the_agencys_side_staff_stay_themselves(cast: Cast, northwind, viewer) -> None:
    page = viewer.get(f"/agency/clients/{cast.bright_smile.public_id}/").text
    assert "viewing-strip" not in page
    path = f"/agency/clients/{cast.bright_smile.public_id}/edit/"
    form = {"name": "Bright Smile", "contact_email": "maya@brightsmile.example"}
    form |= {"time_zone": "America/New_York"}
    assert viewer.post(path, form).status_code in (302, 303)
    [entry] = acts("client.changed")
    assert (entry.actor_name, entry.actor_viewing) == ("Ana Ruiz", "")


def test_times_are_the_businesss_whoever_looks(cast: Cast, northwind, viewer) -> None:
    a_call(cast.bright_smile)
    User.objects.filter(pk=cast.ana.pk).update(time_zone="Asia/Tokyo")
    assert "Japan" not in viewer.get(CALLS).text


def test_there_is_nobody_in_particular_in_the_corner(cast: Cast, northwind, viewer) -> None:
    page = viewer.get(CALLS).text
    foot = page.split('id="account-menu"')[1].split("</aside>")[0]
    assert re.findall(r"<span>([^<]+)</span>", foot) == ["Exit"]
    assert "Switch to another business" not in page


def test_who_a_request_comes_from_is_one_query_still(cast: Cast, northwind, viewer, maya) -> None:
    for browser in (viewer, maya):
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/").status_code == 302
        assert sum("people_session" in query["sql"] for query in queries) == 1
        assert len(queries) == 2  # the host's agency, and who asks


def test_a_removed_persons_slow_request_begins_nothing(cast: Cast, northwind) -> None:
    admin = cast.staff[Role.ADMIN]
    signed_in(cast.northwind, admin)
    session = Session.objects.get(user=admin)
    staff.remove(Staff.objects.get(user=admin), by=acting(cast.ana))
    with pytest.raises(Gone):
        viewings.begin(cast.bright_smile, session, by=acting(admin))
    assert not Viewing.objects.exists()


def test_o043_the_own_account_is_nowhere_in_a_view(cast: Cast, northwind, viewer) -> None:
    """O-043: profile and security say whose they are; no form of anybody's is on them."""
    for path in ("/settings/profile/", "/settings/security/", "/settings/security/two-step/"):
        page = viewer.get(path).text
        assert "This page is each person’s own." in page
        assert 'type="password"' not in page


def test_a_refusal_fits_where_a_script_asked(cast: Cast, northwind, viewer) -> None:
    for target, retargeted in (("dialog", None), ("part", "#main")):
        headers = {"HX-Request": "true", "HX-Target": target}
        answer = viewer.post("/settings/team/invitations/", headers=headers)
        assert answer.status_code == 403
        assert answer.headers["HX-Reselect"] == "#main > *"
        assert answer.headers.get("HX-Retarget") == retargeted


def test_members_see_no_trace_of_it(cast: Cast, northwind, viewer, maya) -> None:
    sam = member(cast.harbor_law, "Sam Ortiz")
    for browser in (maya, signed_in(cast.northwind, sam)):
        assert "viewing-strip" not in browser.get(CALLS).text


def test_who_only_looks_finds_nothing_unread(cast: Cast, northwind, viewer) -> None:
    a_call(cast.bright_smile, caller_name="Quillon Vashti")
    for path in (CALLS, f"{CALLS}new/"):
        answer = viewer.get(f"{path}?q=quillon&unread=1")
        assert answer.status_code in (200, 204)
        assert "Quillon Vashti" not in answer.text
