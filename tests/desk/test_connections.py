"""Connections: a secret is seen once, and the calls of nobody are listed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.agents.models import Connection
from callboard.agents.models.connection import AuthMode
from callboard.audit.models import Entry
from callboard.calls.models import Call
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, connection
from tests.desk.sessions import signed_in

NEW = "/agency/connections/new/"


@pytest.fixture(autouse=True)
def northwind(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield cast.northwind


def sent(**facts: str) -> dict[str, str]:
    return {"label": "Main account", "auth_mode": AuthMode.SECRET, **facts}


def page_of(made: Connection, below: str = "") -> str:
    return f"/agency/connections/{made.public_id}/{below}"


def nobodys_call(on: Connection, reference: str = "asst-9") -> Call:
    now = timezone.now()
    return Call.objects.create(
        agency=on.agency,
        connection=on,
        external_id="call-1",
        agent_reference=reference,
        from_number="+14155550123",
        started_at=now,
        last_event_at=now,
        created_at=now,
    )


def test_a_secret_is_made_and_seen_once(ana, northwind) -> None:
    answer = ana.post(NEW, sent())
    made = Connection.objects.get()
    assert made.secret is not None
    assert len(made.secret) >= 43
    shown = answer.content.decode()
    assert made.secret in shown
    assert "no-store" in answer["Cache-Control"]
    assert northwind.url(f"/hooks/vapi/{made.hook_token}/") in shown
    later = ana.get(page_of(made)).content.decode()
    assert made.secret not in later
    assert made.secret not in ana.get(page_of(made, "edit/")).content.decode()
    assert made.secret not in str(list(Entry.objects.values_list()))
    assert "status-update, end-of-call-report" in later


def test_a_secret_of_ones_own_and_a_key(ana) -> None:
    ana.post(NEW, sent(secret="a secret of our own", api_key="key-12345678-wxyz"))
    made = Connection.objects.get()
    assert (made.secret, made.api_key) == ("a secret of our own", "key-12345678-wxyz")
    page = ana.get(page_of(made)).content.decode()
    assert "ends in wxyz" in page
    assert "key-12345678" not in page + ana.get(page_of(made, "edit/")).content.decode()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"label": ""}, "Give the connection a name."),
        ({"auth_mode": "none"}, "none"),
        ({"auth_mode": "header"}, "Enter the header"),
        ({"auth_mode": "header", "header_name": "X Portal\r\nEvil: 1"}, "Enter the header"),
        ({"secret": "short"}, "Use at least 12 characters"),
    ],
)
def test_a_slip_is_told_and_nothing_is_made(ana, facts, words) -> None:
    answer = ana.post(NEW, sent(**facts))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Connection.objects.exists()


def test_a_slip_never_shows_the_secret_again(ana) -> None:
    answer = ana.post(NEW, sent(label="", secret="a secret of our own", api_key="key-1"))
    assert "a secret of our own" not in answer.content.decode()
    assert "key-1" not in answer.content.decode()


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (AuthMode.SECRET, "X-Vapi-Secret"),
        (AuthMode.BEARER, "Bearer Token"),
        (AuthMode.HMAC, "x-signature"),
        (AuthMode.HEADER, "<code>X-Portal-Token</code>"),
    ],
)
def test_the_page_says_how_to_set_it_up(ana, mode, words) -> None:
    ana.post(NEW, sent(auth_mode=mode, header_name="X-Portal-Token"))
    made = Connection.objects.get()
    assert made.header_name == ("X-Portal-Token" if mode == AuthMode.HEADER else "")
    assert words in ana.get(page_of(made)).content.decode()


def test_change_keeps_the_key_until_it_is_replaced_or_removed(ana, northwind) -> None:
    made = connection(northwind)
    for facts, key in (
        ({"api_key": "first key"}, "first key"),
        ({}, "first key"),
        ({"api_key": "second key"}, "second key"),
        ({"without_api_key": "on"}, None),
    ):
        answer = ana.post(page_of(made, "edit/"), sent(**facts))
        assert answer["Location"] == page_of(made)
        made.refresh_from_db()
        assert made.api_key == key
    assert made.label == "Main account"
    assert made.secret == "hook secret"


def test_a_replaced_secret_is_good_for_24_hours_more(ana, northwind) -> None:
    made = connection(northwind)
    shown = ana.post(page_of(made, "secret/")).content.decode()
    made.refresh_from_db()
    now = timezone.now()
    assert made.secret in shown
    assert made.secrets_at(now) == (made.secret, "hook secret")
    assert made.secrets_at(now + timedelta(hours=24, seconds=1)) == (made.secret,)
    assert "hook secret" not in shown
    assert "Old secret until" in ana.get(page_of(made)).content.decode()
    assert ana.get(page_of(made, "secret/")).status_code == 405


def test_nobodys_calls_lead_to_assigning_them(ana, northwind) -> None:
    made = connection(northwind)
    call = nobodys_call(made)
    page = ana.get(page_of(made)).content.decode()
    assert f"/agency/calls/{call.public_id}/assignment/" in page


def test_last_event_in_words(ana, northwind) -> None:
    made = connection(northwind)
    assert "Nothing yet" in ana.get("/agency/connections/").content.decode()
    Connection.objects.filter(pk=made.pk).update(last_event_at=timezone.now())
    for path in ("/agency/connections/", page_of(made)):
        assert "Today, " in ana.get(path).content.decode()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.READ_ONLY])
def test_only_owner_and_admin(browser_of, northwind, role: Role) -> None:
    made = connection(northwind)
    browser = browser_of(role)
    for path in ("/agency/connections/", NEW, page_of(made), page_of(made, "edit/")):
        assert browser.get(path).status_code == 403, path
    assert browser.post(page_of(made, "secret/")).status_code == 403
    made.refresh_from_db()
    assert made.secret == "hook secret"


def test_another_agencys_is_not_found(cast: Cast, northwind) -> None:
    made = connection(northwind)
    stranger = signed_in(cast.lumen, cast.lumen_owner)
    for below in ("", "edit/"):
        assert stranger.get(page_of(made, below)).status_code == 404
    assert stranger.post(page_of(made, "secret/")).status_code == 404
    assert "No connections yet." in stranger.get("/agency/connections/").content.decode()
