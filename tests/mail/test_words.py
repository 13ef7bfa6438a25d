"""Every mail, for two brands: no other brand, no product and no provider is named in it."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.utils import timezone

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.agents import publications
from callboard.agents.models import Connection
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings import requests
from callboard.agents.settings.sections import Section
from callboard.audit.actor import SYSTEM, Actor
from callboard.calls.models import Call, CallExport, DailyCalls, Feedback
from callboard.keys import ring
from callboard.mail import compose, messages, outbox
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.notices.models import Notice
from callboard.people import account_links, address_changes, mailed_codes
from callboard.people.models import (
    AccessRequest,
    AddressChange,
    Invitation,
    MailedCode,
    Membership,
    Session,
    Staff,
    User,
)
from callboard.people.models.account_link import Purpose
from callboard.people.models.address_change import ChangeState
from callboard.summaries import rules
from callboard.summaries.models import ContactChoice, Summary
from callboard.summaries.rules import Rules
from callboard.tenancy import scope
from tests.cast import Cast, agent, connection, invited
from tests.cast import client as new_client
from tests.forbidden import forbidden


def queued(user: User, kind: str, about: int) -> OutgoingEmail:
    return outbox.enqueue(
        agency=user.agency,
        client_id=None,
        kind=kind,
        about=about,
        generation=1,
        to_address=user.email,
        to_name=user.name,
    )


def mails(user: User, client: Client) -> list[OutgoingEmail]:
    """One of each kind."""
    agency = user.agency_id
    link = account_links.create(user, Purpose.RESET, by=SYSTEM)
    invitation = invited(client)
    now = timezone.now()
    accepted = Invitation.objects.create(
        agency_id=agency,
        kind="staff",
        role="support",
        address="lou@example.com",
        address_canonical="lou@example.com",
        state="accepted",
        selector=f"of a test {agency}",
        created_at=now,
        sent_at=now,
        expires_at=now,
    )
    asked = AccessRequest.objects.create(
        agency_id=agency,
        client=client,
        invitation=invitation,
        name="Sam",
        address="sam@example.com",
        address_canonical="sam@example.com",
        created_at=now,
    )
    session = Session.objects.create(
        agency_id=agency,
        user=user,
        epoch=user.epoch,
        key_hash=f"of a test {agency}",
        created_at=now,
        last_seen_at=now,
        ip="192.0.2.9",
        user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
    )
    gone = User.objects.create(
        agency_id=agency,
        email="gone@example.com",
        email_canonical="gone@example.com",
        created_at=now,
    )
    change = address_changes.propose(user, addresses.parse("new@example.com"), by=SYSTEM)
    done = address_changes.propose(gone, addresses.parse("other@example.com"), by=SYSTEM)
    AddressChange.objects.filter(pk=done.pk).update(state=ChangeState.CONFIRMED, ended_at=now)
    code = MailedCode.objects.create(
        agency_id=agency,
        user=user,
        selector=f"code of a test {agency}",
        key_id=ring.newest_key_id(),
        visit="of a test",
        created_at=now,
        expires_at=now + mailed_codes.LIFE,
    )
    about = {
        "password_reset": link.pk,
        "sign_in_code": code.pk,
        "sign_in_link": code.pk,
        "password_changed": user.pk,
        "access_over": gone.pk,
        "access_request": asked.pk,
        "invitation_accepted": accepted.pk,
        "invitation_expired": invitation.pk,
        "invitation_bounced": invitation.pk,
        "new_device": session.pk,
        "second_factor_on": user.pk,
        "second_factor_off": user.pk,
        "recovery_code_used": user.pk,
        "recovery_codes_new": user.pk,
        "codes_tried": user.pk,
        "passkey_added": user.pk,
        "passkey_removed": user.pk,
        "passkey_copied": user.pk,
        "staff_role": Staff.objects.get(user=user).pk,
        "staff_removed": user.pk,
        "address_change": change.pk,
        "address_change_notice": change.pk,
        "address_changed": done.pk,
        **notices(user, client),
        **changes(client),
    }
    offered = OutgoingEmail.objects.get(about=invitation.pk, kind="invitation")
    told = OutgoingEmail.objects.filter(kind="call_notice")
    return [offered, *told, *(queued(user, kind, pk) for kind, pk in about.items())]


def notices(user: User, client: Client) -> dict[str, int]:
    """What the mails about calls are about, for this person as one of the client's."""
    now = timezone.now()
    person = Membership.objects.create(
        agency_id=user.agency_id, client=client, user=user, since=now
    )
    call = Call.objects.create(
        agency_id=user.agency_id,
        client=client,
        connection=connection(client.agency),
        external_id="of a test",
        caller_name="Dana",
        urgent=True,
        rank=4,
        started_at=now,
        last_event_at=now,
        created_at=now,
        ended_reason="vapi-error",
        cost="0.1234",
        flagged_at=now,
        flagged_by=user,
    )
    mail = queued(user, "call_notice", person.pk)
    Notice.objects.create(
        agency_id=user.agency_id,
        client=client,
        membership=person,
        call=call,
        event="urgent",
        mail=mail,
        came_at=now,
        due_at=now,
    )
    OutgoingEmail.objects.filter(pk=mail.pk).update(client=client)
    given = Feedback.objects.create(
        agency_id=user.agency_id,
        client=client,
        call=call,
        user=user,
        handled_well=False,
        given_at=now,
    )
    export = CallExport.objects.create(
        agency_id=user.agency_id,
        client=client,
        membership=person,
        user=user,
        columns=["caller"],
        zone="America/New_York",
        file="exports/of-a-test.csv",
        rows=3,
        asked_at=now,
        ready_at=now,
    )
    return summaries(user, person) | {
        "notice_sample": person.pk,
        "call_judged": given.pk,
        "call_flagged": call.pk,
        "call_export": export.pk,
    }


def summaries(user: User, person: Membership) -> dict[str, int]:
    """What the mails with numbers are about; a client that was never invited gets them too."""
    now = timezone.now()
    week = {"agency_id": user.agency_id, "morning": now.date(), "days": 7, "made_at": now}
    uninvited = new_client(user.agency, "Pine Vets", user.email)
    rules.change(user.agency, Rules(to_contacts=True), by=SYSTEM)
    key = uninvited.contact_email_canonical
    ContactChoice.objects.create(agency_id=user.agency_id, address=key)
    for one in (person.client, uninvited):
        yesterday = now.date() - timedelta(days=1)
        facts = {"day": yesterday, "result": "booked", "calls": 3, "duration_ms": 60_000}
        DailyCalls.objects.create(agency_id=user.agency_id, client=one, **facts)
    told = Summary.objects
    return {
        "weekly_summary": told.create(**week, client=person.client, membership=person).pk,
        "weekly_numbers": told.create(**week, client=uninvited, address=key).pk,
        "weekly_report": told.create(**week, user=user).pk,
        "summary_sample": person.pk,
    }


def changes(client: Client) -> dict[str, int]:
    """What the mails about changes of an assistant are about."""
    robin = agent(client, Connection.objects.all()[0])
    now = timezone.now()
    live = publications.ask(
        robin, Kind.SETTINGS, {"greeting": "Hi"}, State.WAITING, by=SYSTEM, at=now
    )
    publications.mark_live(live, by=Actor("staff", "Ana"))
    waiting = publications.ask(robin, Kind.SETTINGS, {}, State.WAITING, by=SYSTEM, at=now)
    asked = requests.ask(robin, Section.VOICE, "A man, please", by=SYSTEM)
    OutgoingEmail.objects.filter(kind__startswith="change_").delete()
    return {"change_waiting": waiting.pk, "change_asked": asked.pk, "change_settled": live.pk}


@pytest.mark.parametrize("side", ["northwind", "lumen"])
def test_o061_each_mail_is_its_agency_s_alone(cast: Cast, side: str) -> None:
    ours, other = (cast.northwind, "Lumen") if side == "northwind" else (cast.lumen, "Northwind")
    user = cast.ana if side == "northwind" else cast.lumen_owner
    client = cast.harbor_law if side == "northwind" else cast.cedar_clinic
    with scope.agency(ours.pk):
        made = mails(user, client)
        assert {mail.kind for mail in made} == set(messages._BUILDERS)
        for mail in made:
            message = messages.build(mail)
            assert isinstance(message, Message)
            whole = compose.mime(mail, message).as_string() + compose.text_of(message)
            assert not forbidden(whole), mail.kind
            assert other not in whole
            assert ours.name in whole
            assert mail.message_id.endswith(f"@{ours.host}>")
            assert len(compose.html_of(message)) < 100_000


@pytest.mark.parametrize(
    "name",
    [
        "x\r\nBcc: mallory@evil.example",
        "=?utf-8?q?evil?=",
        "\u202egnp.exe",
        "🦷" * 40,
        "x" * 10_000,
    ],
)
def test_o052_a_name_adds_no_header_and_no_recipient(cast: Cast, name: str) -> None:
    with scope.agency(cast.northwind.pk):
        cast.northwind.name = name[:100]
        cast.northwind.save()
        type(cast.harbor_law).objects.filter(pk=cast.harbor_law.pk).update(contact_name=name[:120])
        cast.harbor_law.refresh_from_db()
        mail = OutgoingEmail.objects.get(about=invited(cast.harbor_law).pk, kind="invitation")
        message = messages.build(mail)
        assert isinstance(message, Message)
        made = compose.mime(mail, message)
    parsed = message_from_bytes(made.as_bytes())
    assert parsed["Bcc"] is None
    assert len(made["To"].addresses) == 1
    assert made["To"].addresses[0].addr_spec == "intake@harborlaw.example"
    assert len(str(made["Subject"])) <= 150


def test_o053_markup_in_names_is_text_in_the_mail(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        evil = '<a href="//evil.example">x</a><img src=x onerror=1>'
        type(cast.harbor_law).objects.filter(pk=cast.harbor_law.pk).update(name=evil)
        cast.harbor_law.refresh_from_db()
        mail = OutgoingEmail.objects.get(about=invited(cast.harbor_law).pk, kind="invitation")
        message = messages.build(mail)
        assert isinstance(message, Message)
        html = compose.html_of(message)
    assert "<img src=x" not in html
    assert 'href="//evil' not in html
