"""Whoever was removed, or was offered something else before, gets in by nothing that was left
behind.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.models import Entry
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import (
    acceptance,
    access,
    access_requests,
    account_links,
    address_links,
    archive,
    batches,
    clients,
    contact,
    invitations,
    offers,
    revocation,
    second_factor,
    team,
)
from callboard.people import staff as agency_staff
from callboard.people.models import (
    AccessRequest,
    AddressChange,
    Invitation,
    SecondFactor,
    Session,
    Staff,
    User,
)
from callboard.people.models.account_link import Purpose
from callboard.people.models.batch import BatchAct
from callboard.people.refusals import Gone
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, SOMEBODY, Cast, browser, invited, password_hash, staff

TEAM = "/agency/staff/invitations/"
LOU = "lou@northwind.example"
GOOD = "seven quiet harbors"


def who(user: User) -> Actor:
    return Actor("staff", user.name, user.public_id)


def desk(cast: Cast, role: Role) -> Browser:
    return browser(cast.northwind, cast.staff[role])


def token(cast: Cast, address: str) -> str:
    with scope.agency(cast.northwind.pk):
        return offers.facts_of(Invitation.objects.open().get(address_canonical=address)).token()


def run_out(cast: Cast, address: str, days: int = 1) -> None:
    with scope.agency(cast.northwind.pk):
        past = timezone.now() - timedelta(days=days)
        Invitation.objects.filter(address_canonical=address).update(expires_at=past)


def accept(cast: Cast, link: str, **facts: str) -> Browser:
    visitor = browser(cast.northwind)
    visitor.get(f"/invitation/{link}/")
    visitor.post("/invitation/", facts)
    return visitor


def move_to(cast: Cast, visitor: Browser, user: User, address: str) -> None:
    """Changes the own address by the pages and the mailed link."""
    typed = {"change-email": address, "change-present": PASSWORD}
    assert visitor.post("/settings/profile/email/", typed).status_code == 303
    with scope.agency(cast.northwind.pk):
        change = AddressChange.objects.get(user=user, state="pending")
        link = address_links.facts_of(change, "email_change").token()
    visitor.get(f"/email-change/{link}/")
    assert visitor.post("/email-change/").status_code == 303


def removal(of: User) -> str:
    return f"/agency/staff/{of.public_id}/removal/"


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
def test_who_is_invited_anew_gets_what_is_offered_now(cast: Cast, role: Role) -> None:
    """After an offer of another role ran out: it came back once, with its old role."""
    desk(cast, Role.OWNER).post(TEAM, {"addresses": LOU, "role": "owner"})
    run_out(cast, LOU)
    assert desk(cast, role).post(TEAM, {"addresses": LOU, "role": "read_only"}).status_code == 303
    accept(cast, token(cast, LOU), name="Lou", password=GOOD)
    with scope.agency(cast.northwind.pk):
        assert Staff.objects.get(user__email=LOU).role == Role.READ_ONLY


def test_an_old_link_to_the_team_is_renewed_by_nobody_who_holds_it(cast: Cast) -> None:
    desk(cast, Role.OWNER).post(TEAM, {"addresses": LOU, "role": "owner"})
    old = token(cast, LOU)
    run_out(cast, LOU, days=200)
    holder = browser(cast.northwind)
    assert "Send Me a New Link" not in holder.get(f"/invitation/{old}/").text
    holder.post("/invitation/renewal/")
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(address=LOU).expires_at < timezone.now()


def test_what_a_removed_admin_offered_ends_with_them(cast: Cast) -> None:
    desk(cast, Role.ADMIN).post(TEAM, {"addresses": "alt@evil.example", "role": "admin"})
    link = token(cast, "alt@evil.example")
    desk(cast, Role.OWNER).post(removal(cast.staff[Role.ADMIN]))
    back = accept(cast, link, name="Alt", password=GOOD)
    assert back.get("/agency/staff/").status_code == 302


def test_no_second_invitation_lets_a_removed_person_in_again(cast: Cast) -> None:
    """Invited under a second address, which then becomes their own; then they are removed."""
    admin, maya = desk(cast, Role.ADMIN), browser(cast.northwind, cast.maya)
    admin.post(TEAM, {"addresses": "admin@home.example", "role": "admin"})
    maya.post("/settings/team/invitations/", {"addresses": "maya@home.example"})
    links = [token(cast, f"{name}@home.example") for name in ("admin", "maya")]
    move_to(cast, admin, cast.staff[Role.ADMIN], "admin@home.example")
    move_to(cast, maya, cast.maya, "maya@home.example")
    owner = desk(cast, Role.OWNER)
    owner.post(removal(cast.staff[Role.ADMIN]))
    people = f"/agency/clients/{cast.bright_smile.public_id}/people/"
    assert owner.post(f"{people}{cast.maya.public_id}/removal/").status_code == 303
    for link, path in zip(links, ("/agency/staff/", "/calls/"), strict=True):
        assert accept(cast, link, password=PASSWORD).get(path).status_code == 302


@pytest.mark.parametrize("how", ["cancel", "change", "clear"])
def test_no_colleague_comes_in_where_nobody_is_invited(cast: Cast, how: str) -> None:
    manager, page = desk(cast, Role.MANAGER), f"/agency/clients/{cast.harbor_law.public_id}/"
    manager.post(f"{page}invitation/", {"others": "pat@harborlaw.example", "note": ""})
    link = token(cast, "pat@harborlaw.example")
    if how == "cancel":
        manager.post(f"{page}invitation/cancellation/")
    else:
        new = "" if how == "clear" else "other@harborlaw.example"
        facts = {"name": "Harbor Law Group", "time_zone": "America/New_York"}
        manager.post(f"{page}edit/", {**facts, "contact_email": new})
    assert accept(cast, link, name="Pat", password=GOOD).get("/calls/").status_code == 302


def test_only_those_the_last_revocation_ended_are_restored(cast: Cast) -> None:
    """Bob was restored once, and removed since."""
    with scope.agency(cast.northwind.pk):
        team.invite(cast.bright_smile, [addresses.parse("bob@pine.example")], by=ANA, user_id=None)
        offer = Invitation.objects.get(address="bob@pine.example")
        bob = acceptance.accept_as_new(offer, name="Bob", password_hash="x", by=SOMEBODY).user
        revocation.revoke(cast.bright_smile, by=ANA)
        people = team.restorable(cast.bright_smile)
        assert {one.user_id for one in people} == {cast.maya.pk, bob.pk}
        for offer in team.restore(cast.bright_smile, people, by=ANA, user_id=None):
            account = acceptance.account_of(offer)
            assert account is not None
            acceptance.accept_as(offer, account, by=SOMEBODY)
    page = f"/agency/clients/{cast.bright_smile.public_id}/people/"
    manager = desk(cast, Role.MANAGER)
    manager.post(f"{page}{bob.public_id}/removal/")
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    shown = re.findall(r'name="people" value="(\w+)"', manager.get(f"{page}restoration/").text)
    assert shown == [cast.maya.public_id]


def test_a_sign_in_that_a_revocation_overtook_stays_dead(cast: Cast) -> None:
    """As if the session had been written a moment after: also once she is invited again."""
    maya = browser(cast.northwind, cast.maya)
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        Session.objects.filter(user=cast.maya).update(ended_at=None, end_reason="")
        acceptance.accept_as(invited(cast.bright_smile), cast.maya, by=SOMEBODY)
    assert maya.get("/calls/").status_code == 302


def test_a_bounced_contact_is_not_mailed_again_by_another_door(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        offer = invited(cast.harbor_law)
        OutgoingEmail.objects.filter(about=offer.pk).update(state=MailState.BOUNCED)
    page = f"/agency/clients/{cast.harbor_law.public_id}/people/invitations/{offer.public_id}/"
    assert desk(cast, Role.MANAGER).post(f"{page}resend/").status_code == 409
    with scope.agency(cast.northwind.pk):
        assert access.of(cast.harbor_law.pk, timezone.now()).access == "invite_bounced"


ACTS = {
    "invite": lambda c, by: invitations.invite(c.harbor_law, by=by, user_id=None),
    "set address": lambda c, by: contact.set_contact_address(
        c.harbor_law, addresses.parse("thief@evil.example"), by=by
    ),
    "revoke": lambda c, by: revocation.revoke(c.bright_smile, by=by),
    "archive": lambda c, by: archive.archive(c.bright_smile, by=by),
    "add": lambda c, by: clients.add(
        c.northwind, clients.Facts("X", "", "", "UTC", False, ""), None, by=by
    ),
    "send to many": lambda c, by: batches.start(
        c.northwind, [c.harbor_law], BatchAct.INVITE, key="k", by=by, user_id=c.ana.pk
    ),
    "dismiss": lambda c, by: access_requests.dismiss(AccessRequest.objects.get(), by=by),
    "two-step": lambda c, by: second_factor.require_of_staff(
        c.northwind, False, of_user=c.ana, by=by
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("how", ["removed", "demoted"])
def test_o126_who_lost_the_right_meanwhile_does_nothing(cast: Cast, act: str, how: str) -> None:
    """The request was let in before; the verb begins after."""
    with scope.agency(cast.northwind.pk):
        late = staff(cast.northwind, "late@northwind.example", "Lee Late", Role.ADMIN)
        place = Staff.objects.get(user=late)
        offer = offered_law(cast, act)
        if act == "dismiss":
            access_requests.ask(offer, "Kim", addresses.parse("kim@pine.example"), by=SOMEBODY)
        cast.northwind.staff_need_second_factor = True
        cast.northwind.save()
        if how == "removed":
            agency_staff.remove(place, by=who(cast.ana))
        else:
            agency_staff.change_role(place, Role.READ_ONLY, by=who(cast.ana))
        with pytest.raises(Gone):
            ACTS[act](cast, who(late))
        assert not Entry.objects.filter(actor_public_id=late.public_id, denied=False).exists()


def offered_law(cast: Cast, act: str) -> Invitation:
    """Only where the act is about an open invitation."""
    offer = invited(cast.harbor_law)
    if act in ("invite", "send to many"):
        invitations.cancel(cast.harbor_law, by=ANA)
    return offer


def test_who_squats_an_address_by_a_copied_link_keeps_its_owner_out_of_nothing(cast: Cast) -> None:
    """Maya copies the link to somebody else's address and turns two-step sign-in on there."""
    boss = "boss@northwind.example"
    maya = browser(cast.northwind, cast.maya)
    maya.post("/settings/team/invitations/", {"addresses": boss})
    with scope.agency(cast.northwind.pk):
        offer = Invitation.objects.get(address_canonical=boss)
    maya.post(f"/settings/team/invitations/{offer.public_id}/link/")
    accept(cast, token(cast, boss), name="Boss", password=GOOD)
    with scope.agency(cast.northwind.pk):
        squatted, now = User.objects.get(email=boss), timezone.now()
        SecondFactor.objects.create(
            agency=cast.northwind, user=squatted, secret=b"x" * 20, created_at=now, confirmed_at=now
        )
        link = account_links.create(squatted, Purpose.RESET, by=SYSTEM)
        account_links.set_password(link, password_hash(), by=SOMEBODY)
        assert second_factor.of(squatted) is None
        # From now on the mailbox is theirs: a reset no longer turns anything off.
        squatted.refresh_from_db()
        assert squatted.address_proved
