"""The change of an accepted address: what is asked for, what confirms it, and what ends it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.models import Entry
from callboard.mail import messages
from callboard.mail.messages import Drop, Message
from callboard.mail.models import OutgoingEmail
from callboard.people import (
    account_links,
    address_changes,
    address_confirmation,
    address_links,
    links,
    offers,
    revocation,
    tokens,
)
from callboard.people.account_links import AccountLinkDead
from callboard.people.address_changes import SameAddress
from callboard.people.address_confirmation import AddressTaken
from callboard.people.address_links import ChangeDead, Why
from callboard.people.models import AddressChange, Session
from callboard.people.models.account_link import Purpose
from callboard.people.refusals import BelongsToSomebodyElse, LimitReached, LinkUnknown
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser, client, invited, member

NEW = addresses.parse("Maya@Chen.example")
MAYA = Actor("member", "Maya Chen", ip="192.0.2.3")


@pytest.fixture
def northwind(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield cast


def propose(cast: Cast, address=NEW, **options) -> AddressChange:
    return address_changes.propose(cast.maya, address, by=MAYA, **options)


def confirm_token(change: AddressChange) -> str:
    return address_links.facts_of(change, "email_change").token()


def stop_token(change: AddressChange) -> str:
    return address_links.facts_of(change, "email_stop").token()


def why(token: str, purpose="email_change", **options) -> Why:
    with pytest.raises(ChangeDead) as refusal:
        address_links.find(token, purpose, **options)
    return refusal.value.why


def mails() -> list[tuple[str, str]]:
    rows = OutgoingEmail.objects.order_by("pk")
    return [(mail.kind, mail.to_address) for mail in rows if mail.kind.startswith("address")]


def test_asking_changes_nothing_and_tells_both_addresses(northwind: Cast) -> None:
    change = propose(northwind)
    northwind.maya.refresh_from_db()
    assert northwind.maya.email == "maya@brightsmile.example"
    assert mails() == [
        ("address_change_notice", "maya@brightsmile.example"),
        ("address_change", "Maya@chen.example"),
    ]
    entry = Entry.objects.get(act="address_change.proposed")
    assert entry.client_id == northwind.bright_smile.pk
    assert entry.after == {"email": change.address}


def test_each_mail_carries_its_own_link_alone(northwind: Cast) -> None:
    change = propose(northwind)
    texts = {}
    for mail in OutgoingEmail.objects.filter(kind__startswith="address"):
        made = messages.build(mail)
        assert isinstance(made, Message)
        texts[mail.kind] = repr(made.context)
    assert confirm_token(change) in texts["address_change"]
    assert stop_token(change) not in texts["address_change"]
    assert northwind.maya.email not in texts["address_change"]  # a mistyped one is a stranger's
    assert stop_token(change) in texts["address_change_notice"]
    assert confirm_token(change) not in texts["address_change_notice"]
    address_changes.cancel(change, by=MAYA)
    for mail in OutgoingEmail.objects.filter(kind__startswith="address"):
        assert isinstance(messages.build(mail), Drop)


def test_confirming_moves_account_contact_and_ends_all_else(northwind: Cast) -> None:
    change = propose(northwind)
    reset = account_links.create(northwind.maya, Purpose.RESET, by=SYSTEM)
    second = client(northwind.northwind, "Second", northwind.maya.email)
    pending = invited(second)
    browser(northwind.northwind, northwind.maya)
    epoch = northwind.maya.epoch
    user = address_confirmation.confirm(change, northwind.maya, by=MAYA)
    assert (user.email, user.email_canonical) == ("Maya@chen.example", "maya@chen.example")
    assert user.epoch == epoch + 1
    assert not Session.objects.filter(user=user, ended_at__isnull=True).exists()
    with pytest.raises(AccountLinkDead):
        account_links.reopen(reset.selector, Purpose.RESET)
    pending.refresh_from_db()
    assert pending.state == "address_changed"
    northwind.bright_smile.refresh_from_db()
    second.refresh_from_db()
    assert northwind.bright_smile.contact_email_canonical == "maya@chen.example"
    assert second.contact_email == "maya@brightsmile.example"  # she is no member there
    assert mails()[2:] == [
        ("address_changed", "maya@brightsmile.example"),
        ("address_changed", "Maya@chen.example"),
    ]
    for mail in OutgoingEmail.objects.filter(kind="address_changed"):
        assert isinstance(messages.build(mail), Message)
    assert Entry.objects.filter(act="address_change.confirmed", denied=False).count() == 1
    moved = Entry.objects.get(act="client.address_changed")
    assert moved.client_id == northwind.bright_smile.pk


def test_the_other_agency_s_account_of_that_address_is_another(cast: Cast) -> None:
    with scope.agency(cast.lumen.pk):
        there = member(cast.cedar_clinic, "Maya at Lumen")
    with scope.agency(cast.northwind.pk):
        address_confirmation.confirm(propose(cast), cast.maya, by=MAYA)
    with scope.agency(cast.lumen.pk):
        there.refresh_from_db()
        cast.cedar_clinic.refresh_from_db()
        assert there.email == cast.cedar_clinic.contact_email == "maya@brightsmile.example"
        assert mails() == []


def test_o056_a_used_link_is_refused(northwind: Cast) -> None:
    change = propose(northwind)
    token, stop = confirm_token(change), stop_token(change)
    address_confirmation.confirm(change, northwind.maya, by=MAYA)
    assert why(token) is Why.CONFIRMED
    assert why(stop, "email_stop") is Why.CONFIRMED
    with pytest.raises(ChangeDead):
        address_confirmation.confirm(change, northwind.maya, by=MAYA)
    assert Entry.objects.filter(act="address_change.confirmed", denied=True).count() == 1


def test_o056_after_24_hours_it_is_refused(northwind: Cast) -> None:
    change = propose(northwind)
    day = change.created_at + timedelta(hours=24)
    just_before = day - timedelta(seconds=1)
    assert address_links.find(confirm_token(change), "email_change", at=just_before) == change
    assert why(confirm_token(change), at=day) is Why.EXPIRED
    assert why(stop_token(change), "email_stop", at=day) is Why.EXPIRED
    with pytest.raises(ChangeDead):
        address_confirmation.confirm(change, northwind.maya, by=MAYA, at=day)
    northwind.maya.refresh_from_db()
    assert northwind.maya.email == "maya@brightsmile.example"


def test_o056_after_a_newer_request_only_the_newer_works(northwind: Cast) -> None:
    first = propose(northwind)
    second = propose(northwind, addresses.parse("second@chen.example"))
    assert why(confirm_token(first)) is Why.REPLACED
    assert why(stop_token(first), "email_stop") is Why.REPLACED
    assert address_links.find(confirm_token(second), "email_change") == second
    with pytest.raises(ChangeDead):
        address_confirmation.confirm(first, northwind.maya, by=MAYA)


@pytest.mark.parametrize("end", [address_changes.stop, address_changes.cancel])
def test_o056_after_a_stop_it_is_refused(northwind: Cast, end) -> None:
    change = propose(northwind)
    end(change, by=MAYA)
    assert why(confirm_token(change)) is Why.STOPPED
    with pytest.raises(ChangeDead):
        end(change, by=MAYA)
    with pytest.raises(ChangeDead):
        address_changes.resend(change, by=MAYA)


def test_o056_another_account_cannot_confirm(northwind: Cast) -> None:
    change = propose(northwind)
    with pytest.raises(BelongsToSomebodyElse):
        address_confirmation.confirm(change, northwind.ana, by=ANA)
    assert address_links.find(confirm_token(change), "email_change") == change


def test_o057_an_address_that_somebody_has_meanwhile(northwind: Cast) -> None:
    change = propose(northwind, addresses.parse("sam@harborlaw.example"))
    Client.objects.filter(pk=northwind.harbor_law.pk).update(
        contact_email="sam@harborlaw.example", contact_email_canonical="sam@harborlaw.example"
    )
    northwind.harbor_law.refresh_from_db()
    member(northwind.harbor_law, "Sam Ortiz")
    epoch = northwind.maya.epoch
    with pytest.raises(AddressTaken):
        address_confirmation.confirm(change, northwind.maya, by=MAYA)
    northwind.maya.refresh_from_db()
    change.refresh_from_db()
    assert (northwind.maya.email, northwind.maya.epoch) == ("maya@brightsmile.example", epoch)
    assert change.state == "pending"
    assert Entry.objects.filter(act="address_change.confirmed", denied=True).count() == 1


def test_asking_tells_nothing_of_an_account_that_has_the_address(northwind: Cast) -> None:
    propose(northwind, addresses.parse(northwind.ana.email))
    assert [to for _kind, to in mails()] == ["maya@brightsmile.example", northwind.ana.email]


def test_the_own_address_is_none_to_change_to(northwind: Cast) -> None:
    with pytest.raises(SameAddress):
        propose(northwind, addresses.parse("MAYA@brightsmile.example"))


def test_resending_keeps_the_links_for_another_day(northwind: Cast) -> None:
    change = propose(northwind)
    later = change.created_at + timedelta(hours=30)  # it has run out
    address_changes.resend(change, by=MAYA, at=later)
    tokens_of = (confirm_token(change), stop_token(change))
    assert (
        address_links.find(tokens_of[0], "email_change", at=later + timedelta(hours=23)) == change
    )
    assert address_links.find(tokens_of[1], "email_stop", at=later + timedelta(hours=23)) == change
    assert len(mails()) == 4


def test_three_an_hour_and_ten_a_day_to_one_address(northwind: Cast) -> None:
    start = timezone.now()
    change = propose(northwind, at=start)
    for _ in range(2):
        address_changes.resend(change, by=MAYA, at=start)
    with pytest.raises(LimitReached) as refusal:
        address_changes.resend(change, by=MAYA, at=start)
    assert refusal.value.until == start + timedelta(hours=1)
    # The old address is not mailed without end either.
    with pytest.raises(LimitReached):
        propose(northwind, addresses.parse("other@chen.example"), at=start)
    assert len(mails()) == 6
    for hour in (2, 4):
        for _ in range(3):
            address_changes.resend(change, by=MAYA, at=start + timedelta(hours=hour))
    address_changes.resend(change, by=MAYA, at=start + timedelta(hours=6))
    with pytest.raises(LimitReached):
        address_changes.resend(change, by=MAYA, at=start + timedelta(hours=8))


def test_whose_access_ends_confirms_nothing(northwind: Cast) -> None:
    change = propose(northwind)
    revocation.revoke(northwind.bright_smile, by=ANA)
    assert why(confirm_token(change)) is Why.ENDED
    with pytest.raises(ChangeDead):
        address_confirmation.confirm(change, northwind.maya, by=MAYA)


def test_o018_links_of_an_address_change_serve_their_own_purpose_alone(northwind: Cast) -> None:
    change = propose(northwind)
    confirm, stop = confirm_token(change), stop_token(change)
    invitation = invited(northwind.harbor_law)
    reset = account_links.create(northwind.maya, Purpose.RESET, by=SYSTEM)
    facts = tokens.LinkFacts(
        "reset", reset.selector, reset.key_id, 1, northwind.maya.email_canonical
    )
    for token in (stop, offers.facts_of(invitation).token(), facts.token()):
        assert why(token) is Why.UNKNOWN
    for token in (confirm, offers.facts_of(invitation).token(), facts.token()):
        assert why(token, "email_stop") is Why.UNKNOWN
    for token in (confirm, stop):
        with pytest.raises(LinkUnknown):
            links.find(token)
        for purpose in Purpose:
            with pytest.raises(AccountLinkDead):
                account_links.find(token, purpose)
    # A verifier of one purpose under the selector of the other.
    mixed = f"{change.confirm_selector}.{stop.partition('.')[2]}"
    assert why(mixed) is Why.UNKNOWN
    change.refresh_from_db()
    assert change.state == "pending"


def test_a_link_is_unknown_at_another_agency(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        change = propose(cast)
    with scope.agency(cast.lumen.pk):
        assert why(confirm_token(change)) is Why.UNKNOWN
        assert why(stop_token(change), "email_stop") is Why.UNKNOWN
