"""The agency changes the contact email of a client whose person signs in with it."""

import pytest
from django.test import Client as Browser

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.mail.models import OutgoingEmail
from callboard.people import access, address_links, contact, team
from callboard.people.models import AddressChange, Invitation, Membership, User
from callboard.people.refusals import Refused
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, member

OLD, NEW = "maya@brightsmile.example", "maya@chen.example"


@pytest.fixture
def bright_smile(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield cast.bright_smile


def save(visitor: Browser, client: Client, email: str = NEW, **answer: str):
    facts = {"name": "Bright Smile Dental", "contact_name": "Maya Chen", "contact_email": email}
    path = f"/agency/clients/{client.public_id}/edit/"
    return visitor.post(path, facts | {"time_zone": client.time_zone} | answer)


def page(visitor: Browser, client: Client) -> str:
    return visitor.get(f"/agency/clients/{client.public_id}/").content.decode()


def post(visitor: Browser, client: Client, step: str):
    return visitor.post(f"/agency/clients/{client.public_id}/new-email/{step}/")


def contact_of(client: Client) -> str:
    return str(Client.objects.get(pk=client.pk).contact_email)


def test_another_email_is_asked_whose_it_is(ana: Browser, bright_smile: Client) -> None:
    answer = save(ana, bright_smile)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_whose_0"' in text
    assert f"Maya Chen keeps signing in with {OLD} until they confirm {NEW}" in text
    assert f'value="{NEW}"' in text
    assert contact_of(bright_smile) == OLD
    assert save(ana, bright_smile, OLD).status_code == 302
    assert save(ana, bright_smile, "", whose="same").status_code == 422
    assert save(ana, bright_smile, whose="nobody").status_code == 422


def test_o055_the_agency_only_proposes(cast: Cast, ana: Browser, bright_smile: Client) -> None:
    maya = browser(cast.northwind, cast.maya)
    elsewhere = browser(cast.northwind, cast.maya)
    assert save(ana, bright_smile, whose="same").status_code == 302
    assert contact_of(bright_smile) == OLD
    assert browser(cast.northwind, cast.maya).get("/calls/").status_code == 200
    waiting = OutgoingEmail.objects.filter(kind__startswith="address").order_by("to_address")
    assert [(mail.kind, mail.to_address) for mail in waiting] == [
        ("address_change_notice", OLD),
        ("address_change", NEW),
    ]
    told = page(ana, bright_smile)
    assert "New email not verified yet" in told
    assert f"keeps signing in with {OLD} until {NEW} is confirmed" in told
    assert "New email asked for" in told
    assert f"<strong>{NEW}</strong> is not confirmed yet" in maya.get("/settings/profile/").text
    token = address_links.facts_of(AddressChange.objects.get(), "email_change").token()
    maya.get(f"/email-change/{token}/")
    assert maya.post("/email-change/").status_code == 303
    assert contact_of(bright_smile) == NEW
    told = page(ana, bright_smile)
    assert "New email not verified yet" not in told
    assert "New email confirmed" in told
    assert elsewhere.get("/calls/").status_code == 302
    fresh = Browser(SERVER_NAME=cast.northwind.host)
    signed_in = fresh.post("/sign-in/", {"email": NEW, "password": PASSWORD})
    assert signed_in.status_code == 303


def test_resend_and_cancel_on_the_clients_page(ana: Browser, bright_smile: Client) -> None:
    save(ana, bright_smile, whose="same")
    assert post(ana, bright_smile, "resend").status_code == 303
    assert post(ana, bright_smile, "resend").status_code == 303
    assert post(ana, bright_smile, "resend").status_code == 429
    assert OutgoingEmail.objects.filter(to_address=NEW).count() == 3
    assert post(ana, bright_smile, "cancellation").status_code == 303
    assert "New email not verified yet" not in page(ana, bright_smile)
    assert post(ana, bright_smile, "cancellation").status_code == 404
    assert AddressChange.objects.get().state == "stopped"


def test_what_the_person_asked_for_is_shown_to_the_agency(
    cast: Cast, ana: Browser, bright_smile: Client
) -> None:
    maya = browser(cast.northwind, cast.maya)
    fields = {"change-email": NEW, "change-present": PASSWORD}
    assert maya.post("/settings/profile/email/", fields).status_code == 303
    assert "New email not verified yet" in page(ana, bright_smile)
    assert "New email not verified yet" in ana.get("/agency/clients/").content.decode()


def test_a_different_person_is_invited_and_the_first_one_stays(
    cast: Cast, ana: Browser, bright_smile: Client
) -> None:
    assert save(ana, bright_smile, "tom@brightsmile.example", whose="different").status_code == 302
    assert contact_of(bright_smile) == "tom@brightsmile.example"
    invitation = Invitation.objects.latest("pk")
    assert (invitation.kind, invitation.state) == ("contact", "open")
    assert invitation.address == "tom@brightsmile.example"
    assert invitation.invited_by_id == cast.ana.pk
    assert Membership.objects.active().filter(client=bright_smile, user=cast.maya).exists()
    assert User.objects.get(pk=cast.maya.pk).email == OLD
    assert not AddressChange.objects.exists()


def test_a_different_person_and_the_first_one_removed(
    cast: Cast, ana: Browser, bright_smile: Client
) -> None:
    maya = browser(cast.northwind, cast.maya)
    save(ana, bright_smile, "tom@brightsmile.example", whose="different", remove="on")
    assert maya.get("/calls/").status_code == 403
    state = access.of(bright_smile.pk, Invitation.objects.latest("pk").created_at).access
    assert state == "invite_sent"
    assert Entry.objects.filter(act="member.removed").count() == 1


def test_a_different_person_ends_what_was_asked_for_before(
    ana: Browser, bright_smile: Client
) -> None:
    save(ana, bright_smile, whose="same")
    save(ana, bright_smile, "tom@brightsmile.example", whose="different")
    assert AddressChange.objects.get().state == "stopped"


def test_a_colleague_who_has_access_becomes_the_contact(
    cast: Cast, ana: Browser, bright_smile: Client
) -> None:
    with scope.agency(cast.northwind.pk):
        sam = member(cast.harbor_law, "Sam Ortiz")
        Membership.objects.create(
            agency=cast.northwind, client=bright_smile, user=sam, since=sam.created_at
        )
    count = Invitation.objects.count()
    assert save(ana, bright_smile, sam.email, whose="different").status_code == 302
    assert contact_of(bright_smile) == sam.email
    assert Invitation.objects.count() == count


def test_if_nobody_signs_in_with_it_it_is_simply_changed(
    cast: Cast, ana: Browser, bright_smile: Client
) -> None:
    Client.objects.filter(pk=bright_smile.pk).update(
        contact_email="office@brightsmile.example",
        contact_email_canonical="office@brightsmile.example",
    )
    assert save(ana, bright_smile, "desk@brightsmile.example").status_code == 302
    assert contact_of(bright_smile) == "desk@brightsmile.example"
    assert not AddressChange.objects.exists()


def test_too_many_mails_change_nothing(ana: Browser, bright_smile: Client) -> None:
    for _ in range(3):
        assert save(ana, bright_smile, whose="same").status_code == 302
    assert save(ana, bright_smile, whose="same", notes="typed").status_code == 429
    assert AddressChange.objects.filter(state="pending").count() == 1
    assert Client.objects.get(pk=bright_smile.pk).notes == ""


def test_clearing_and_changing_without_an_answer_stay_refused(bright_smile: Client) -> None:
    for address in (None, addresses.parse(NEW)):
        with pytest.raises(Refused):
            contact.set_contact_address(bright_smile, address, by=ANA)
    assert contact_of(bright_smile) == OLD


def test_who_may_not_edit_may_not_touch_it(browser_of, ana: Browser, bright_smile: Client) -> None:
    save(ana, bright_smile, whose="same")
    support = browser_of(Role.SUPPORT)
    for step in ("resend", "cancellation"):
        assert post(support, bright_smile, step).status_code == 403
    text = page(support, bright_smile)
    assert "New email not verified yet" in text
    assert "new-email/cancellation" not in text


def test_removed_people_leave_nothing_pending(
    cast: Cast, ana: Browser, bright_smile: Client
) -> None:
    save(ana, bright_smile, whose="same")
    team.remove(Membership.objects.get(client=bright_smile, user=cast.maya), by=ANA)
    assert AddressChange.objects.get().state == "ended"
    assert "New email not verified yet" not in page(ana, bright_smile)
