"""`callboard serve` as a process of its own: what it refuses, and how it ends."""

import http.client
import re
import signal
import socket

import pytest
from django.db import connection, transaction

from tests.cast import agency
from tests.processes import Installation, until

pytestmark = pytest.mark.django_db(transaction=True)

HOST = {"Host": "northwind.test"}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def ask(port: int, method: str, path: str, body: str = "", **more: str) -> tuple[int, str, str]:
    """Status, page, and the cookies to send back."""
    channel = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        channel.request(method, path, body or None, HOST | more)
        answer = channel.getresponse()
        cookies = answer.headers.get_all("Set-Cookie") or []
        kept = "; ".join(one.partition(";")[0] for one in cookies)
        return answer.status, answer.read().decode(), kept
    finally:
        channel.close()


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/healthz")[0] == 200
    except OSError:
        return False


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


@pytest.fixture
def port(installation: Installation) -> int:
    """A running portal of one agency, in the demo's way: the tests' PostgreSQL is none to serve
    from."""
    agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    port = free_port()
    installation.start("serve", PORT=str(port), CALLBOARD_DEMO="1")
    until(lambda: answers(port), "the first answer")
    return port


def test_o051_an_address_or_a_second_host_in_the_request_moves_nothing(port: int) -> None:
    heads = [
        "GET http://evil.test/forgot-password/ HTTP/1.1\r\nHost: northwind.test",
        "GET /forgot-password/ HTTP/1.1\r\nHost: northwind.test\r\nHost: evil.test",
        "GET /forgot-password/ HTTP/1.1\r\nHost: evil.test\r\nHost: northwind.test",
        "GET //evil.test/forgot-password/ HTTP/1.1\r\nHost: northwind.test",
        "GET /forgot-password HTTP/1.1\r\nHost: northwind.test\r\nX-Forwarded-Host: evil.test",
    ]
    for head in heads:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as channel:
            channel.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
            answer = channel.makefile("rb").read().decode()
        assert answer.startswith("HTTP/1.1 "), head
        assert "evil.test" not in answer, head


def test_o143_asked_to_end_it_finishes_the_request_in_hand(
    installation: Installation, port: int
) -> None:
    [process] = installation.running
    _status, page, cookies = ask(port, "GET", "/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    body = f"csrfmiddlewaretoken={token[1]}&email=no@northwind.example&password=wrong"
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    channel = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with transaction.atomic():  # holds the request up: it has to count the failed sign-in
        if connection.vendor == "postgresql":
            connection.cursor().execute("LOCK TABLE limits_bucket")
        channel.request("POST", "/sign-in/", body, HOST | kind)
        process.send_signal(signal.SIGTERM)
        until(lambda: not listens(port), "no more are taken")
        assert process.poll() is None
    assert channel.getresponse().status == 422
    channel.close()
    assert process.wait(10) == 0


@pytest.mark.sqlite
def test_what_it_refuses_ends_it_at_once(installation: Installation) -> None:
    wrong = {"CALLBOARD_KEYS": "", "PUBLIC_URL": "http://localhost:8000"}
    process = installation.start("serve", **wrong)
    assert process.wait(20) == 2
    said = installation.said()
    assert "CALLBOARD_KEYS is empty" in said
    assert "links in mails would lead nowhere" in said
    assert "Traceback" not in said


@pytest.mark.sqlite
def test_a_port_that_is_taken(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        process = installation.start("serve", PORT=taken, CALLBOARD_DEMO="1")
        assert process.wait(20) == 1
    assert "cannot be had" in installation.said()
    assert "Traceback" not in installation.said()
