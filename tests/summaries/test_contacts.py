"""The numbers to a contact who has not signed in yet: where the agency wants it, and no further."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import acceptance, archive, contact, invitations, revocation
from callboard.people.models import Invitation
from callboard.summaries import rules
from callboard.summaries.models import ContactChoice
from callboard.summaries.rules import Exceptions, Rules
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import ANA, Cast
from tests.forbidden import forbidden
from tests.summaries.conftest import (
    MONDAY,
    WEEK,
    Week,
    agency_of,
    dropped,
    line_of,
    look,
    mails,
    plan,
    said,
    text,
    whole,
)

MON = date(2026, 11, 23)
KIND = "weekly_numbers"
AN_HOUR_BEFORE = MONDAY - timedelta(hours=1)


@pytest.fixture
def harbor(cast: Cast) -> Iterator[Week]:
    """Harbor Law was never invited and had calls; the agency wants its contacts to know."""
    with scope.agency(cast.northwind.pk), time_machine.travel(MONDAY, tick=False):
        plan(MONDAY - 3 * WEEK)
        line = line_of(cast.harbor_law)
        line.calls(MON, [3, 4])
        rules.change(agency_of(line), Rules(to_contacts=True), by=ANA, at=MONDAY - WEEK)
        yield line


def test_nobody_is_told_unless_the_agency_wants_it(harbor: Week) -> None:
    rules.change(agency_of(harbor), Rules(), by=ANA, at=AN_HOUR_BEFORE)
    look(MONDAY)
    assert mails(KIND) == []


@pytest.mark.parametrize("all_clients", [True, False])
def test_one_client_may_be_an_exception(harbor: Week, all_clients: bool) -> None:
    rules.change(agency_of(harbor), Rules(to_contacts=all_clients), by=ANA, at=AN_HOUR_BEFORE)
    rules.change_for(harbor.client, Exceptions(to_contacts=not all_clients), by=ANA)
    look(MONDAY)
    assert len(mails(KIND)) == (0 if all_clients else 1)


def test_numbers_alone_whatever_holds_for_members(harbor: Week) -> None:
    rules.change(agency_of(harbor), Rules(8, True, True), by=ANA, at=AN_HOUR_BEFORE)
    look(MONDAY)
    [mail] = mails(KIND)
    assert said(mail).subject == "7 calls: your week at Harbor Law Group"
    assert not re.search(r"Dana|555[ -]?0142|crown|/calls/", whole(mail))
    assert not forbidden(whole(mail))


def test_it_never_carries_an_invitation_s_link(harbor: Week) -> None:
    people.invited(harbor.client, at=AN_HOUR_BEFORE)
    look(MONDAY)
    [mail] = mails(KIND)
    assert "/invitation/" not in whole(mail)
    assert "/forgot-password/" in text(mail)
    # The numbers alone do not open a door that has closed meanwhile.
    invitation = Invitation.objects.get(client=harbor.client)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=AN_HOUR_BEFORE)
    assert "/forgot-password/" not in text(mail)
    assert "Reply to this mail, and Northwind Voice sends you an invitation." in text(mail)


def came_back(invitation: Invitation) -> None:
    assert invitation.mail is not None
    OutgoingEmail.objects.filter(pk=invitation.mail.pk).update(state=MailState.BOUNCED)


@pytest.mark.parametrize("ends", ["cancelled", "bounced", "accepted", "archived", "address"])
@pytest.mark.parametrize("after_planning", [True, False])
def test_the_invitation_s_own_state_is_respected(
    harbor: Week, ends: str, after_planning: bool
) -> None:
    client = harbor.client
    invitation = people.invited(client, at=MONDAY - timedelta(hours=2))
    if after_planning:
        look(MONDAY)
    at = AN_HOUR_BEFORE
    if ends == "cancelled":
        invitations.cancel(client, by=ANA, at=at)
    elif ends == "bounced":
        came_back(invitation)
    elif ends == "accepted":
        acceptance.accept_as_new(
            invitation, name="Lee", password_hash="x", by=people.SOMEBODY, at=at
        )
    elif ends == "archived":
        archive.archive(client, by=ANA, at=at)
    else:
        contact.set_contact_address(client, None, by=ANA, at=at)
    if after_planning:
        assert [dropped(mail) for mail in mails(KIND)] == [True]
    else:
        look(MONDAY)
        assert mails(KIND) == []


def test_never_after_a_revocation(cast: Cast, harbor: Week) -> None:
    people.member(harbor.client, at=MONDAY - WEEK)
    revocation.revoke(Client.objects.get(pk=harbor.client.pk), by=ANA, at=MONDAY - WEEK)
    look(MONDAY)
    assert mails(KIND) == []


def test_a_week_without_calls_is_nothing_to_tell_a_stranger(harbor: Week) -> None:
    look(MONDAY)
    look(MONDAY + WEEK)
    assert len(mails(KIND)) == 1


def test_whoever_has_no_account_stops_it_for_good(cast: Cast, harbor: Week) -> None:
    look(MONDAY)
    [mail] = mails(KIND)
    path = re.sub(r"^https?://[^/]+", "", said(mail).stop_url)
    strict = Browser(SERVER_NAME=cast.northwind.host, enforce_csrf_checks=True)
    for look_only in (strict.get, strict.head, strict.post):
        look_only(path)
    assert not ContactChoice.objects.filter(stopped_at__isnull=False).exists()
    page = strict.get(path).text
    assert "Stop the weekly numbers?" in page
    assert "intake@" not in page
    for _twice in range(2):
        assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert dropped(mail)
    harbor.calls(MON + timedelta(days=7), [5])
    look(MONDAY + WEEK)
    assert len(mails(KIND)) == 1
    [entry] = Entry.objects.filter(act="summaries.stopped_by_contact")
    assert entry.after == {"address": "intake@harborlaw.example"}


def test_the_page_s_button_stops_it_too(cast: Cast, harbor: Week) -> None:
    look(MONDAY)
    path = re.sub(r"^https?://[^/]+", "", said(mails(KIND)[0]).stop_url)
    visitor = people.browser(cast.northwind)
    visitor.get(path)
    assert "Stopped" in visitor.post(f"{path}confirmation/").text
    assert ContactChoice.objects.filter(stopped_at__isnull=False).count() == 1


@pytest.mark.parametrize("token", ["cut-off", f"{'a' * 22}.{'b' * 43}"])
@pytest.mark.parametrize("what", ["numbers", "report", "nothing"])
def test_a_link_that_is_none_opens_nothing(cast: Cast, what: str, token: str) -> None:
    visitor = people.browser(cast.northwind)
    assert visitor.get(f"/mails/end/{what}/{token}/").status_code == 404
    answer = visitor.post(f"/mails/end/{what}/{token}/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 404


def test_where_the_calls_are_hidden_nobody_is_told_and_the_agency_sees_why(
    cast: Cast, harbor: Week
) -> None:
    look(MONDAY)
    [mail] = mails(KIND)
    Client.objects.filter(pk=harbor.client.pk).update(visibility={"calls": "hidden"})
    assert dropped(mail)
    with time_machine.travel(MONDAY, tick=False):
        ana = people.browser(cast.northwind, cast.ana)
        page = ana.get(f"/agency/clients/{harbor.client.public_id}/summary/")
        assert page.status_code == 200
        assert "No summaries are mailed." in page.text
        part = f"/agency/clients/{harbor.client.public_id}/summary/mail/contact/"
        assert ana.get(part).status_code == 404
