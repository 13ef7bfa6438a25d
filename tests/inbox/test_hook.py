"""What a provider gets for what it sends."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection as database
from django.test import Client as Sender
from django.utils import timezone

from callboard.calls.models import Call
from callboard.limits.models import Bucket
from callboard.providers import inbox
from callboard.providers.answers import LARGEST_BODY
from callboard.providers.models import Delivery
from callboard.tenancy import scope
from tests.inbox.line import Line
from tests.providers import vapi


def stored() -> int:
    return int(Delivery.objects.count())


def padded(body: bytes, size: int) -> bytes:
    """The same JSON, made this long by blanks at its end."""
    return body + b" " * (size - len(body))


def status(answer) -> str:
    return str(json.loads(answer.content)["status"])


def test_a_report_is_taken_and_a_second_one_known(line: Line) -> None:
    first, second = line.post(line.body()), line.post(line.body())
    assert (first.status_code, status(first)) == (200, "stored")
    assert (second.status_code, status(second)) == (200, "known")
    assert stored() == 1
    assert Call.objects.count() == 0


def test_what_is_stored_is_the_very_body_sealed(line: Line) -> None:
    body = line.body()
    line.post(body)
    delivery = Delivery.objects.get()
    assert delivery.body == body
    with database.cursor() as cursor:
        cursor.execute("SELECT body FROM providers_delivery")
        assert b"Ada Birch" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("name", [*vapi.bodies("ignored-*")])
def test_what_is_of_no_use_is_ignored(line: Line, name: str) -> None:
    answer = line.post(vapi.bodies("ignored-*")[name])
    assert (answer.status_code, status(answer)) == (200, "ignored")
    assert stored() == 0


BAD_BODIES = {
    "nothing": b"",
    "no JSON": b"call=1",
    "cut off": b'{"message": {"type": "status-',
    "a list": b"[]",
    "no message": b"{}",
    "no type": b'{"message": {"call": {"id": "x"}}}',
    "no call id": b'{"message": {"type": "end-of-call-report"}}',
    "an empty call id": b'{"message": {"type": "end-of-call-report", "call": {"id": ""}}}',
    "nested 100,000 times": b'{"message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a key twice": b'{"message": {}, "message": {"type": "hang"}}',
    "NaN": b'{"message": {"type": "hang", "x": NaN}}',
    "bad UTF-8": b'{"message": {"type": "\xff"}}',
    "UTF-16": '{"message": {"type": "hang"}}'.encode("utf-16"),
    "gzip": b"\x1f\x8b" + b"\0" * 50,
}


def test_o088_what_cannot_be_read_is_refused(line: Line) -> None:
    for name, body in BAD_BODIES.items():
        answer = line.post(body)
        assert (answer.status_code, status(answer)) == (400, "refused"), name
    assert stored() == 0


def test_an_unproved_body_is_not_even_read(line: Line) -> None:
    for name, body in BAD_BODIES.items():
        assert line.post(body, secret="wrong").status_code == 401, name


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "nonsense"])
def test_o088_the_content_type_makes_no_difference(line: Line, kind: str) -> None:
    assert line.post(line.body(), content_type=kind).status_code == 200


def test_o088_a_multipart_body_is_read_as_it_is(line: Line) -> None:
    assert line.post(b"--x\r\n", content_type="multipart/form-data; boundary=x").status_code == 400


def test_o088_two_mebibytes_are_taken_and_a_byte_more_is_not(line: Line) -> None:
    assert line.post(padded(line.body(), LARGEST_BODY)).status_code == 200
    for size in (LARGEST_BODY + 1, 2_500_001, 12_000_000):
        assert line.post(padded(line.body(call="b"), size)).status_code == 413, size
        assert line.post(padded(line.body(call="b"), size), secret="no").status_code == 413
    assert stored() == 1


@pytest.mark.parametrize("length", ["-1", "", "0"])
def test_a_wrong_content_length_is_no_fault_of_ours(line: Line, length: str) -> None:
    assert line.post(line.body(), CONTENT_LENGTH=length).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/hooks/vapi/unknown/",
        "/hooks/vapi/%00/",
        "/hooks/vapi/a%20b/",
        "/hooks/vapi/" + "x" * 5000 + "/",
        "/hooks/vapi/",
        "/hooks/retell/{token}/",
        "/hooks/VAPI/{token}/",
        "/hooks//{token}/",
        "/hooks/vapi/{token}/more/",
    ],
)
def test_an_unknown_address_is_not_found(line: Line, address: str) -> None:
    where = address.replace("{token}", line.connection.hook_token)
    assert line.post(line.body(), address=where).status_code == 404
    assert stored() == 0


def test_another_agencys_host_does_not_know_this_token(line: Line, theirs: Line) -> None:
    assert line.post(line.body(), host=theirs.client.agency.host).status_code == 404
    assert stored() == 0


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_only_post_is_allowed(line: Line, method: str) -> None:
    sender = Sender(SERVER_NAME=line.client.agency.host)
    for address in (line.address, "/hooks/vapi/unknown/", "/hooks/nobody/unknown/"):
        answer = getattr(sender, method)(address)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "POST"
        assert not answer.cookies


def test_no_answer_sets_a_cookie_or_may_be_kept(line: Line) -> None:
    answers = [
        line.post(line.body()),
        line.post(line.body(), secret="wrong"),
        line.post(b"{}"),
        line.post(padded(b"{}", LARGEST_BODY + 1)),
        line.post(b"{}", address="/hooks/vapi/unknown/"),
    ]
    assert [answer.status_code for answer in answers] == [200, 401, 400, 413, 404]
    for answer in answers:
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert line.connection.hook_token.encode() not in answer.content


def test_unproved_ones_are_limited_and_proved_ones_are_not(line: Line) -> None:
    codes = [line.post(line.body(), secret="wrong").status_code for _ in range(32)]
    assert codes == [401] * 30 + [429] * 2
    refused = line.post(line.body(), secret="wrong")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert status(line.post(line.body())) == "stored"
    assert line.post(b"{}").status_code == 400
    assert line.post(line.body(), secret="wrong", REMOTE_ADDR="203.0.113.9").status_code == 401


def test_one_agencys_strangers_do_not_count_for_the_other(line: Line, theirs: Line) -> None:
    for _ in range(31):
        line.post(line.body(), secret="wrong")
    with scope.agency(theirs.client.agency_id):
        assert theirs.post(theirs.body(), secret="wrong").status_code == 401


def test_the_limit_is_off_where_everybody_is_one_network(line: Line, settings) -> None:
    settings.LIMITS_PER_NETWORK = False
    before = Bucket.objects.count()
    assert {line.post(b"", secret="wrong").status_code for _ in range(35)} == {401}
    assert Bucket.objects.count() == before


def test_a_webhook_costs_few_statements(line: Line, django_assert_max_num_queries) -> None:
    line.post(line.body(call="before"))
    with django_assert_max_num_queries(6):
        assert line.post(line.body(call="after")).status_code == 200


def test_the_connection_says_when_it_last_heard(line: Line) -> None:
    line.post(line.body(), secret="wrong")
    line.connection.refresh_from_db()
    assert line.connection.last_event_at is None
    line.post(vapi.bodies("ignored-*")["ignored-chat-created"])
    line.connection.refresh_from_db()
    last = line.connection.last_event_at
    assert last is not None
    assert timezone.now() - last < timedelta(minutes=1)


def test_o089_a_call_that_names_anothers_agent_stays_unassigned(line: Line, theirs: Line) -> None:
    told = json.loads(line.body())
    told["message"]["call"]["assistantId"] = theirs.agent.external_id
    assert line.post(json.dumps(told).encode()).status_code == 200
    inbox.drain_once()
    call = Call.objects.get()
    assert (call.agent_id, call.client_id) == (None, None)
    with scope.agency(theirs.client.agency_id):
        assert not Call.objects.exists()
        assert not Delivery.objects.exists()


def test_the_key_of_a_delivery_is_bounded(line: Line) -> None:
    line.post(line.body(call="c" * 200))
    delivery = Delivery.objects.get()
    assert delivery.external_call_id == "c" * 200
    assert len(delivery.dedupe_key) == len(sha256().hexdigest())
    assert line.post(line.body(call="c" * 201)).status_code == 400
