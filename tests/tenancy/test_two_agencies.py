"""The same address at two agencies: nothing that one of them shows, mails or counts tells that the
other knows it.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from callboard.audit.actor import SYSTEM
from callboard.mail import compose, messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.people import credentials, forgotten, invitations, offers
from callboard.people.models import Invitation, User
from callboard.people.tries import TooManyTries
from callboard.tenancy import scope
from tests.cast import Cast, browser

pytestmark = pytest.mark.django_db

ADDRESS = "maya@brightsmile.example"
# What differs between any two answers: tokens, ids, moments.
_TOKEN = re.compile(r"[\w-]{22}\.[\w-]{43}")
_CSRF = re.compile(r"\b[A-Za-z0-9]{64}\b")
_CLOCK = re.compile(r'datetime="[^"]+"|\d{1,2}:\d\d [AP]M')
_ID = re.compile(r"\b[a-z0-9]{16}\b")
_OF_A_MAIL = {"Date", "Message-ID", "Content-Type"}
_OWN = {"date", "set-cookie", "x-request-id", "content-length"}

Told = list[tuple[object, ...]]


def plain(text: str) -> str:
    for pattern in (_TOKEN, _CSRF, _CLOCK, _ID):
        text = pattern.sub("…", text)
    return text


def asked(visitor: Browser, method: str, path: str, **data: str) -> tuple[object, ...]:
    """Status, headers, page, cookies by name, and how many statements it took."""
    with CaptureQueriesContext(connection) as statements:
        answer = getattr(visitor, method)(path, data) if data else getattr(visitor, method)(path)
    headers = {k.lower(): plain(v) for k, v in answer.headers.items() if k.lower() not in _OWN}
    page = plain(answer.content.decode())
    return answer.status_code, headers, page, sorted(answer.cookies), len(statements)


def at_lumen(cast: Cast) -> Told:
    """All that somebody with this address, or who tries it, gets from Lumen."""
    visitor = browser(cast.lumen)
    told: Told = [
        asked(visitor, "get", "/sign-in/", email=ADDRESS),
        asked(visitor, "post", "/sign-in/", email=ADDRESS, password="a violet kettle sings"),
        asked(visitor, "post", "/forgot-password/", email=ADDRESS),
    ]
    for task in DBTaskResult.objects.all():
        forgotten.mail_a_way_in.func(*task.args_kwargs["args"])
    with scope.agency(cast.lumen.pk):
        invitation = invitations.invite(cast.cedar_clinic, by=SYSTEM, user_id=cast.lumen_owner.pk)
    link = f"/invitation/{offers.facts_of(invitation).token()}/"
    told += [
        (plain(str(asked(visitor, "get", link))),),
        asked(visitor, "get", "/invitation/"),
        asked(visitor, "post", "/invitation/", name="", password="short"),
        asked(visitor, "get", "/invitation/request/"),
        asked(visitor, "post", "/forgot-password/", email=ADDRESS),
    ]
    desk = browser(cast.lumen, cast.lumen_owner)
    for below in ("clients/", f"clients/{cast.cedar_clinic.public_id}/", "audit/", "staff/", ""):
        told.append(asked(desk, "get", f"/agency/{below}"))
    told.append(asked(desk, "get", "/agency/clients/", q="maya"))
    with scope.agency(cast.lumen.pk):
        for mail in OutgoingEmail.objects.order_by("pk"):
            made = messages.build(mail)
            assert isinstance(made, Message)
            headers = dict(compose.mime(mail, made).items())
            own = {name: str(headers[name]) for name in headers if name not in _OF_A_MAIL}
            bodies = compose.html_of(made), compose.text_of(made)
            told.append((mail.kind, mail.to_address, own, *map(plain, bodies)))
    return told


def never_at_northwind(cast: Cast) -> None:
    """Northwind's Maya had another address all along."""
    other = "somebody@else.example"
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(email=other, email_canonical=other)
        Invitation.objects.filter(address_canonical=ADDRESS).update(
            address=other, address_canonical=other
        )
        type(cast.bright_smile).objects.filter(pk=cast.bright_smile.pk).update(
            contact_email=other, contact_email_canonical=other
        )


def in_a_world(cast: Cast, change: Callable[[Cast], Any]) -> Told:
    """What Lumen tells after that change, which is then undone."""
    with transaction.atomic():
        change(cast)
        told = at_lumen(cast)
        transaction.set_rollback(True)
    return told


def busy_at_northwind(cast: Cast) -> None:
    """Northwind has mailed this address, and refused sign-ins with it, as often as it may."""
    with scope.agency(cast.northwind.pk):
        for _ in range(12):
            try:
                credentials.check(cast.northwind.pk, ADDRESS, "wrong", ip="127.0.0.1")
            except TooManyTries:
                break
        cast.harbor_law.contact_email = cast.harbor_law.contact_email_canonical = ADDRESS
        cast.harbor_law.save()
        invitations.invite(cast.harbor_law, by=SYSTEM, user_id=None)
        for _ in range(3):
            invitations.resend(cast.harbor_law, by=SYSTEM)


def test_o061_pages_mails_headers_and_statements_are_the_same(cast: Cast) -> None:
    with_it = in_a_world(cast, lambda cast: None)
    without = in_a_world(cast, never_at_northwind)
    assert len(with_it) == len(without)
    for here, there in zip(with_it, without, strict=True):
        assert here == there


def test_o061_what_one_agency_counts_does_not_limit_the_other(cast: Cast) -> None:
    quiet = in_a_world(cast, lambda cast: None)
    busy = in_a_world(cast, busy_at_northwind)
    for here, there in zip(quiet, busy, strict=True):
        assert here == there
