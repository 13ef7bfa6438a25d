"""Settings → Team: colleagues are invited, looked after while pending, leave and are removed."""

import re
from html import unescape

import pytest
from django.test import Client as Browser

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.mail.models import OutgoingEmail
from callboard.people import acceptance, offers, team
from callboard.people.models import Invitation, Membership, User
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast, browser

PAGE = "/settings/team/"
INVITE = "/settings/team/invitations/"


def invite(maya: Browser, addresses: str = "sam@brightsmile.example", **facts: str):
    return maya.post(INVITE, {"addresses": addresses, **facts})


def the(cast: Cast, address: str = "sam@brightsmile.example") -> Invitation:
    with scope.agency(cast.northwind.pk):
        rows = Invitation.objects.select_related("client", "agency")
        return rows.get(address_canonical=address)


def colleague(cast: Cast, name: str = "Sam Ortiz") -> User:
    """Invited and accepted."""
    address = addresses.parse(f"{name.split(maxsplit=1)[0].lower()}@brightsmile.example")
    with scope.agency(cast.northwind.pk):
        team.invite(cast.bright_smile, [address], by=SYSTEM, user_id=cast.maya.pk)
        return acceptance.accept_as_new(
            the(cast, address.canonical),
            name=name,
            password_hash=people.password_hash(),
            by=SYSTEM,
        ).user


def test_who_has_access_and_who_is_invited(cast: Cast, maya: Browser) -> None:
    colleague(cast)
    invite(maya, "lee@brightsmile.example")
    page = maya.get(PAGE).text
    for words in ("Maya Chen", "Sam Ortiz", "lee@brightsmile.example", "Waiting to send", "You"):
        assert words in page


def test_an_invitation_speaks_for_the_inviter(cast: Cast, maya: Browser) -> None:
    assert invite(maya, note="Come and listen.").status_code == 303
    invitation = the(cast)
    assert (invitation.kind, invitation.invited_by_id) == (Kind.COLLEAGUE, cast.maya.pk)
    assert invitation.note == "Come and listen."
    visitor = browser(cast.northwind)
    visitor.get(f"/invitation/{offers.facts_of(invitation).token()}/")
    page = re.sub(r"<[^>]+>", "", visitor.get("/invitation/").text)
    assert "Maya Chen at Bright Smile Dental invited you to its portal." in page


def test_ten_at_once_and_each_is_answered(cast: Cast, maya: Browser) -> None:
    colleague(cast)
    lines = [f"p{number}@brightsmile.example" for number in range(8)]
    lines += ["SAM@brightsmile.example", "p0@brightsmile.example"]
    page = unescape(maya.post(INVITE, {"addresses": "\r\n".join(lines)}, follow=True).text)
    assert "Invited p7@brightsmile.example." in page
    assert "SAM@brightsmile.example has access already." in page
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.filter(state=InvitationState.OPEN).count() == 8
    again = maya.post(INVITE, {"addresses": "p0@brightsmile.example"}, follow=True)
    assert "p0@brightsmile.example is invited already." in unescape(again.text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter at least one address."),
        ("sam at home", "Line 1, “sam at home”"),
        ("a@b.example\nnobody", "Line 2, “nobody”"),
        ("\n".join(f"p{n}@x.example" for n in range(11)), "Enter at most 10 addresses."),
    ],
)
def test_bad_addresses_are_named_and_kept(cast: Cast, maya: Browser, typed: str, said: str) -> None:
    page = invite(maya, typed, note="Hello there")
    assert page.status_code == 422
    text = unescape(page.text)
    assert said in text
    assert typed in text.replace("\r", "")
    assert "Hello there" in text
    with scope.agency(cast.northwind.pk):
        assert not Invitation.objects.filter(kind=Kind.COLLEAGUE).exists()


def test_resend_copy_and_cancel(cast: Cast, maya: Browser) -> None:
    invite(maya)
    invitation = the(cast)
    path = f"{INVITE}{invitation.public_id}/"
    assert maya.post(f"{path}resend/").status_code == 303
    assert the(cast).generation == 2
    shown = maya.post(f"{path}link/")
    assert offers.link_of(cast.northwind, the(cast)) in unescape(shown.text)
    assert "no-store" in shown["Cache-Control"]
    assert maya.post(f"{path}cancellation/").status_code == 303
    assert the(cast).state == InvitationState.CANCELLED
    for verb in ("resend", "link", "cancellation"):
        assert maya.post(f"{path}{verb}/").status_code == 409


def test_too_many_mails_say_when(cast: Cast, maya: Browser) -> None:
    invite(maya)
    path = f"{INVITE}{the(cast).public_id}/resend/"
    answers = [maya.post(path).status_code for _ in range(5)]
    assert answers == [303, 303, 303, 303, 429]
    assert "You can try again at" in maya.post(path).text


def test_removing_signs_out_at_the_next_click(cast: Cast, maya: Browser) -> None:
    sam = colleague(cast)
    theirs = browser(cast.northwind, sam)
    path = f"/settings/team/people/{sam.public_id}/removal/"
    assert "Remove Sam Ortiz?" in maya.get(path).text
    assert theirs.get("/calls/").status_code == 200
    assert maya.post(path).status_code == 303
    assert theirs.get("/calls/").status_code == 403
    assert maya.post(path).status_code == 404


def test_leaving(cast: Cast, maya: Browser) -> None:
    sam = colleague(cast)
    theirs = browser(cast.northwind, sam)
    page = theirs.get("/settings/team/departure/").text
    assert "Leave the portal of Bright Smile Dental?" in page
    assert theirs.post("/settings/team/departure/").status_code == 303
    assert theirs.get("/calls/").status_code == 403
    with scope.agency(cast.northwind.pk):
        assert not Membership.objects.active().filter(user=sam).exists()


def test_the_last_person_cannot_leave(cast: Cast, maya: Browser) -> None:
    for ask in (maya.get, maya.post):
        refused = ask("/settings/team/departure/")
        assert refused.status_code == 409
        assert "You are the last person here." in refused.text
        assert "or ask Northwind Voice." in refused.text
    own = maya.post(f"/settings/team/people/{cast.maya.public_id}/removal/")
    assert own["Location"] == "/settings/team/departure/"
    assert maya.get("/calls/").status_code == 200


def test_another_client_s_people_are_unknown(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        other = people.member(cast.harbor_law, "Ina Take")
        address = addresses.parse("lee@harborlaw.example")
        team.invite(cast.harbor_law, [address], by=SYSTEM, user_id=None)
    invitation = the(cast, "lee@harborlaw.example")
    assert maya.post(f"/settings/team/people/{other.public_id}/removal/").status_code == 404
    for verb in ("resend", "link", "cancellation"):
        assert maya.post(f"{INVITE}{invitation.public_id}/{verb}/").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_many(
    cast: Cast, maya: Browser, django_assert_num_queries
) -> None:
    maya.get(PAGE)
    # The agency with its brand, who this is, members, invitations, unread calls, the assistant.
    with django_assert_num_queries(6):
        maya.get(PAGE)
    for name in ("Sam A", "Lee B", "Kim C"):
        colleague(cast, name)
    invite(maya, "p1@x.example\np2@x.example\np3@x.example")
    with scope.agency(cast.northwind.pk):
        OutgoingEmail.objects.update(state="bounced")
    maya.get(PAGE)
    with django_assert_num_queries(6):
        maya.get(PAGE)


def test_a_client_s_people_use_up_no_more_than_their_share_of_the_mails(cast: Cast) -> None:
    """Fifty a day; the agency and its other clients go on."""
    maya, manager = (browser(cast.northwind, who) for who in (cast.maya, cast.staff[Role.MANAGER]))
    path, answers = "/settings/team/invitations/", []
    for form in range(6):
        lines = "\n".join(f"p{form}-{line}@pine.example" for line in range(10))
        answers.append(maya.post(path, {"addresses": lines}).status_code)
    assert answers == [303] * 5 + [429]
    law = f"/agency/clients/{cast.harbor_law.public_id}/invitation/"
    assert manager.post(law, {"others": "", "note": ""}).status_code in (200, 303)
