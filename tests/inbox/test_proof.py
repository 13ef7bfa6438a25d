"""Which webhooks are taken for proved."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.agents.models import Connection
from callboard.agents.models.connection import AuthMode
from callboard.providers import inbox
from callboard.providers.adapter import ConnectionSecrets, HmacOptions
from callboard.providers.models import Delivery
from callboard.tenancy import scope
from tests.inbox import snapshot
from tests.inbox.line import SECRET, Line
from tests.providers import vapi

WITHOUT_TIME = HmacOptions(include_timestamp=False)


def stored() -> int:
    return int(Delivery.objects.count())


def status(answer) -> str:
    return str(json.loads(answer.content)["status"])


@pytest.mark.parametrize(
    "secret", ["", "wrong", SECRET + "x", SECRET[:-1], "Bearer hook secret", "ключ"]
)
def test_o079_what_is_not_proved_is_refused_and_not_stored(line: Line, secret: str) -> None:
    answer = line.post(line.body(), secret=secret.encode().decode("latin-1"))
    assert answer.status_code == 401
    assert stored() == 0


def test_o079_another_agencys_secret_proves_nothing(line: Line, theirs: Line) -> None:
    with scope.agency(theirs.client.agency_id):
        theirs.connection.secret = "their secret"
        theirs.connection.save()
    assert line.post(line.body(), secret="their secret").status_code == 401
    assert stored() == 0


@pytest.mark.parametrize("secret", [None, "", "  "])
def test_o079_without_a_secret_everything_is_refused(line: Line, secret: str | None) -> None:
    line.connection.secret = secret
    line.connection.save()
    for sent in ("", " ", "None", SECRET):
        assert line.post(line.body(), secret=sent).status_code == 401
    assert stored() == 0


@pytest.mark.parametrize("mode", AuthMode.values)
def test_o079_each_way_of_proof(line: Line, mode: str) -> None:
    Connection.objects.update(auth_mode=mode, header_name="X-Portal" if mode == "header" else "")
    body, now = line.body(), timezone.now()
    scheme = ConnectionSecrets(mode, (SECRET,), "X-Portal" if mode == "header" else "")
    right = vapi.headers(scheme, SECRET, body, now)
    wrong = vapi.headers(scheme, "wrong", body, now)
    assert line.post(body, secret="", headers=wrong).status_code == 401
    assert line.post(body, secret="", headers={}).status_code == 401
    assert stored() == 0
    assert status(line.post(body, secret="", headers=right)) == "stored"


def test_o080_the_signature_is_over_the_very_bytes(line: Line) -> None:
    Connection.objects.update(auth_mode=AuthMode.HMAC)
    told = json.loads(line.body())
    body = json.dumps(told, indent=3, ensure_ascii=True, sort_keys=True).encode() + b"\r\n"
    headers = vapi.headers(ConnectionSecrets("hmac", (SECRET,)), SECRET, body, timezone.now())
    compact = json.dumps(told, separators=(",", ":")).encode()
    assert line.post(compact, secret="", headers=headers).status_code == 401
    assert line.post(body, secret="", headers=headers).status_code == 200


def test_o081_a_replay_within_the_window_is_known_and_later_refused(line: Line) -> None:
    Connection.objects.update(auth_mode=AuthMode.HMAC)
    body, now, scheme = line.body(), timezone.now(), ConnectionSecrets("hmac", (SECRET,))
    fresh = vapi.headers(scheme, SECRET, body, now)
    assert status(line.post(body, secret="", headers=fresh)) == "stored"
    assert status(line.post(body, secret="", headers=fresh)) == "known"
    for late in (-600, 600):
        old = vapi.headers(scheme, SECRET, body, now + timedelta(seconds=late))
        assert line.post(body, secret="", headers=old).status_code == 401
    assert stored() == 1


def test_o082_a_replay_of_a_signature_without_a_time_has_no_second_effect(line: Line) -> None:
    Connection.objects.update(auth_mode=AuthMode.HMAC)
    body, scheme = line.body(), ConnectionSecrets("hmac", (SECRET,), hmac=WITHOUT_TIME)
    headers = vapi.headers(scheme, SECRET, body, timezone.now())
    assert list(headers) == ["x-signature"]
    assert status(line.post(body, secret="", headers=headers)) == "stored"
    inbox.drain_once()
    before = snapshot.of_calls()
    assert status(line.post(body, secret="", headers=headers)) == "known"
    assert not inbox.drain_once()
    assert snapshot.of_calls() == before


def test_o090_while_a_secret_is_replaced_both_prove(line: Line) -> None:
    row = line.connection
    row.secret, row.previous_secret = "new secret", SECRET
    row.previous_until = timezone.now() + timedelta(hours=1)
    row.save()
    assert line.post(line.body(call="a"), secret="new secret").status_code == 200
    assert line.post(line.body(call="b"), secret=SECRET).status_code == 200
    row.previous_until = timezone.now() - timedelta(seconds=1)
    row.save()
    assert line.post(line.body(call="c"), secret=SECRET).status_code == 401
    assert line.post(line.body(call="c"), secret="new secret").status_code == 200
