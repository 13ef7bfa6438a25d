"""The agency looks after a client's people: the same list and verbs as in the portal."""

import re
from html import unescape

import pytest
from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.models import Entry
from callboard.people import acceptance, access, links, offers, revocation, team
from callboard.people.access import Access
from callboard.people.models import AccessRequest, Invitation, Membership, User
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast, browser


def page_of(client, below: str = "") -> str:
    return f"/agency/clients/{client.public_id}/{below}"


@pytest.fixture
def desk(cast: Cast):
    return browser(cast.northwind, cast.staff[Role.MANAGER])


def join(cast: Cast, name: str) -> User:
    """A colleague who has accepted."""
    with scope.agency(cast.northwind.pk):
        address = addresses.parse(f"{name}@brightsmile.example")
        team.invite(cast.bright_smile, [address], by=SYSTEM, user_id=None)
        invitation = Invitation.objects.get(address_canonical=address.canonical)
        return acceptance.accept_as_new(
            invitation,
            name=f"{name.title()} Ortiz",
            password_hash=people.password_hash(),
            by=SYSTEM,
        ).user


def sam_of(cast: Cast) -> User:
    return join(cast, "sam")


def pending(cast: Cast) -> Invitation:
    with scope.agency(cast.northwind.pk):
        rows = Invitation.objects.select_related("client", "agency")
        return rows.get(address_canonical="lee@brightsmile.example")


def test_colleagues_are_invited_and_listed(cast: Cast, desk) -> None:
    answer = desk.post(
        page_of(cast.bright_smile, "people/"), {"addresses": "lee@brightsmile.example"}
    )
    assert answer.status_code == 303
    assert pending(cast).kind == Kind.COLLEAGUE
    page = desk.get(page_of(cast.bright_smile)).text
    assert "lee@brightsmile.example" in page
    assert "Waiting to send" in page


def test_a_contact_still_invited_is_among_the_people_of_an_active_client(cast: Cast, desk) -> None:
    """Once somebody else was in, their invitation could be neither seen nor cancelled."""
    with scope.agency(cast.northwind.pk):
        theirs = people.invited(cast.harbor_law)
        team.invite(
            cast.harbor_law, [addresses.parse("sam@harborlaw.example")], by=SYSTEM, user_id=None
        )
    path = page_of(cast.harbor_law, f"people/invitations/{theirs.public_id}/cancellation/")
    assert path not in desk.get(page_of(cast.harbor_law)).text
    with scope.agency(cast.northwind.pk):
        sam = Invitation.objects.get(address_canonical="sam@harborlaw.example")
        acceptance.accept_as_new(sam, name="Sam", password_hash=people.password_hash(), by=SYSTEM)
    assert path in desk.get(page_of(cast.harbor_law)).text
    assert desk.post(path).status_code == 303


def test_a_bad_address_is_named(cast: Cast, desk) -> None:
    typed = {"addresses": "lee at bright", "note": "Hello"}
    page = desk.post(page_of(cast.bright_smile, "people/"), typed)
    assert page.status_code == 422
    assert "Line 1, “lee at bright”" in unescape(page.text)
    assert "Hello" in page.text


def test_one_pending_invitation_is_looked_after(cast: Cast, desk) -> None:
    desk.post(page_of(cast.bright_smile, "people/"), {"addresses": "lee@brightsmile.example"})
    path = page_of(cast.bright_smile, f"people/invitations/{pending(cast).public_id}/")
    assert desk.post(f"{path}resend/").status_code == 303
    assert pending(cast).generation == 2
    shown = desk.post(f"{path}link/")
    assert offers.link_of(cast.northwind, pending(cast)) in unescape(shown.text)
    assert "no-store" in shown["Cache-Control"]
    assert desk.post(f"{path}cancellation/").status_code == 303
    assert pending(cast).state == InvitationState.CANCELLED
    assert desk.post(f"{path}resend/").status_code == 409


def test_one_person_is_removed(cast: Cast, desk) -> None:
    sam = sam_of(cast)
    theirs = browser(cast.northwind, sam)
    path = page_of(cast.bright_smile, f"people/{sam.public_id}/removal/")
    assert "Remove Sam Ortiz" in desk.get(path).text
    assert desk.post(path).status_code == 303
    assert theirs.get("/calls/").status_code == 403
    assert desk.post(path).status_code == 404


def test_the_last_person_removed_is_no_revocation(cast: Cast, desk) -> None:
    desk.post(page_of(cast.bright_smile, f"people/{cast.maya.public_id}/removal/"))
    with scope.agency(cast.northwind.pk):
        assert access.of(cast.bright_smile.pk, timezone.now()).access == Access.EMAIL_SET


def revoked(cast: Cast) -> User:
    sam = sam_of(cast)
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=SYSTEM)
    return sam


def test_people_are_restored_one_by_one_or_together(cast: Cast, desk) -> None:
    sam = revoked(cast)
    assert "Restore People" in desk.get(page_of(cast.bright_smile)).text
    path = page_of(cast.bright_smile, "people/restoration/")
    page = desk.get(path).text
    assert "Maya Chen" in page
    assert "Sam Ortiz" in page
    assert desk.post(path, {"people": [sam.public_id]}).status_code == 303
    with scope.agency(cast.northwind.pk):
        again = Invitation.objects.open().get(client=cast.bright_smile)
        assert again.address_canonical == "sam@brightsmile.example"
        assert not Membership.objects.active().filter(client=cast.bright_smile).exists()
        acceptance.accept_as(again, sam, by=SYSTEM)
        assert access.of(cast.bright_smile.pk, timezone.now()).access == Access.ACTIVE


def test_nobody_chosen_is_said(cast: Cast, desk) -> None:
    revoked(cast)
    page = desk.post(page_of(cast.bright_smile, "people/restoration/"))
    assert page.status_code == 422
    assert "Choose at least one person." in page.text


def test_only_after_a_revocation(cast: Cast, desk) -> None:
    path = page_of(cast.bright_smile, "people/restoration/")
    assert desk.get(path).status_code == 409
    assert desk.post(path, {"people": [sam_of(cast).public_id]}).status_code == 409
    with scope.agency(cast.northwind.pk):
        denied = Entry.objects.get(act="invitation.restore", denied=True)
    assert denied.client_id == cast.bright_smile.pk


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.READ_ONLY])
def test_who_may_only_look(cast: Cast, role: Role) -> None:
    sam = sam_of(cast)
    desk = browser(cast.northwind, cast.staff[role])
    page = desk.get(page_of(cast.bright_smile)).text
    assert "Sam Ortiz" in page
    assert "Invite Colleagues" not in page
    assert f"people/{sam.public_id}/removal/" not in page
    for below in ("people/", "people/restoration/", f"people/{sam.public_id}/removal/"):
        assert desk.post(page_of(cast.bright_smile, below)).status_code == 403


def test_people_of_another_client_are_unknown(cast: Cast, desk) -> None:
    sam = sam_of(cast)
    assert (
        desk.post(page_of(cast.harbor_law, f"people/{sam.public_id}/removal/")).status_code == 404
    )


def test_the_timeline_says_whose_invitation_it_was(cast: Cast, desk) -> None:
    sam = sam_of(cast)
    desk.post(page_of(cast.bright_smile, "people/"), {"addresses": "lee@brightsmile.example"})
    desk.post(
        page_of(cast.bright_smile, f"people/invitations/{pending(cast).public_id}/cancellation/")
    )
    desk.post(page_of(cast.bright_smile, f"people/{sam.public_id}/removal/"))
    with scope.agency(cast.northwind.pk):
        links.note_opened(pending(cast), by=Actor("link"), by_machine=False)
        links.note_opened(pending(cast), by=Actor("link"), by_machine=True)
        kim = AccessRequest.objects.create(
            agency=cast.northwind,
            client=cast.bright_smile,
            invitation=pending(cast),
            name="Kim",
            address="kim@brightsmile.example",
            address_canonical="kim@brightsmile.example",
            created_at=timezone.now(),
        )
    desk.post(page_of(cast.bright_smile, f"requests/{kim.public_id}/dismissal/"))
    page = desk.get(page_of(cast.bright_smile)).text
    lines = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Removed sam@brightsmile.example, by Manager Person" in lines
    assert "Invitation cancelled lee@brightsmile.example, by Manager Person" in lines
    assert "Invited lee@brightsmile.example, by Manager Person" in lines
    assert "Link opened lee@brightsmile.example" in lines
    assert "Link checked by a mail scanner lee@brightsmile.example" in lines
    assert "Request dismissed kim@brightsmile.example, by Manager Person" in lines


def test_o025_a_colleague_s_link_is_in_no_page(cast: Cast, desk) -> None:
    desk.post(page_of(cast.bright_smile, "people/"), {"addresses": "lee@brightsmile.example"})
    invitation = pending(cast)
    link = page_of(cast.bright_smile, f"people/invitations/{invitation.public_id}/link/")
    assert desk.get(link).status_code == 405
    for below in ("", "people/", "edit/", "access/"):
        assert invitation.selector not in desk.get(page_of(cast.bright_smile, below)).text
    member = browser(cast.northwind, cast.maya)
    assert invitation.selector not in member.get("/settings/team/").text


def test_o036_revoking_ends_all_members_and_pending_invitations(cast: Cast, desk) -> None:
    """Five people and two pending: all out, both links dead."""
    people_there = [cast.maya, *(join(cast, name) for name in ("sam", "kim", "lou", "pat"))]
    theirs = [browser(cast.northwind, one) for one in people_there]
    two = {"addresses": "lee@brightsmile.example\nmia@brightsmile.example"}
    desk.post(page_of(cast.bright_smile, "people/"), two)
    with scope.agency(cast.northwind.pk):
        waiting = list(Invitation.objects.open().filter(client=cast.bright_smile))
    assert len(waiting) == 2
    assert desk.post(page_of(cast.bright_smile, "revocation/")).status_code == 303
    assert [one.get("/calls/").status_code for one in theirs] == [403] * 5
    for invitation in waiting:
        visitor = browser(cast.northwind)
        link = f"/invitation/{offers.facts_of(invitation).token()}/"
        dead = visitor.get(link, follow=True)
        assert dead.status_code in (404, 410)
        assert 'name="password"' not in dead.text


def test_the_client_s_page_costs_the_same_for_one_and_for_many(
    cast: Cast, desk, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(17):
        desk.get(page_of(cast.bright_smile))
    for name in ("sam", "kim", "lou"):
        join(cast, name)
    desk.post(page_of(cast.bright_smile, "people/"), {"addresses": "p1@x.example\np2@x.example"})
    desk.get(page_of(cast.bright_smile))
    with django_assert_max_num_queries(17):
        desk.get(page_of(cast.bright_smile))
