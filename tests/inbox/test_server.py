"""The hook behind the real server, over real sockets."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen

import pytest

from callboard.providers.answers import LARGEST_BODY
from callboard.providers.models import Delivery
from tests.inbox.conftest import House
from tests.inbox.line import SECRET
from tests.inbox.processes import KILLED, finish
from tests.sizes import sized


@contextmanager
def serving(house: House) -> Iterator[tuple[Popen[bytes], int]]:
    process = house.start("serve")
    try:
        assert process.stdout is not None
        yield process, int(process.stdout.readline())
    finally:
        process.kill()
        finish(process)


def headers(house: House, **more: str) -> dict[str, str]:
    fixed = {"Host": house.line.client.agency.host, "X-Vapi-Secret": SECRET}
    return fixed | {name.replace("_", "-"): value for name, value in more.items()}


def post(house: House, port: int, body: bytes, **more: str) -> tuple[int, str]:
    channel = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        channel.request("POST", house.line.address, body, headers(house, **more))
        answer = channel.getresponse()
        assert answer.getheader("Set-Cookie") is None
        return answer.status, json.loads(answer.read())["status"]
    finally:
        channel.close()


def raw(house: House, port: int, body: bytes, **more: str) -> int:
    """Says what `more` says, whatever the body is, and hangs up its side. 0: no answer."""
    lines = [f"POST {house.line.address} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers(house, **more).items()]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as channel:
        channel.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        channel.shutdown(socket.SHUT_WR)
        first = channel.makefile("rb").readline().split()
    return int(first[1]) if first else 0


def chunks(body: bytes) -> bytes:
    parts = [body[at : at + 5000] for at in range(0, len(body), 5000)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def stored() -> int:
    return int(Delivery.objects.count())


def test_over_the_wire(house: House) -> None:
    body = house.line.body()
    with serving(house) as (_process, port):
        assert post(house, port, body) == (200, "stored")
        assert post(house, port, body) == (200, "known")
        assert post(house, port, body, X_Vapi_Secret="wrong") == (401, "refused")
        assert post(house, port, b"") == (400, "refused")
        full = house.line.body(call="full")
        full += b" " * (LARGEST_BODY - len(full))
        assert post(house, port, full) == (200, "stored")
        assert post(house, port, full + b" ") == (413, "refused")
        assert stored() == 2

        chunked = chunks(house.line.body(call="chunked"))
        assert raw(house, port, chunked, Transfer_Encoding="chunked") == 200
        too_much = chunks(b" " * (LARGEST_BODY + 1))
        assert raw(house, port, too_much, Transfer_Encoding="chunked") == 413
        assert stored() == 3

        other = house.line.body(call="other")
        assert raw(house, port, other, Content_Length="abc") == 400
        assert raw(house, port, other, Content_Length="-1") == 400
        assert raw(house, port, other, Content_Length=str(len(other) + 1)) in (0, 400)
        assert raw(house, port, other, Content_Length="7") == 400
        assert stored() == 3


@pytest.mark.sized
def test_o086_what_was_acknowledged_survives_the_servers_death(house: House) -> None:
    rounds = sized(1, 50)
    for number in range(rounds):
        with serving(house) as (process, port):
            assert post(house, port, house.line.body(call=f"call-{number}")) == (200, "stored")
            process.kill()
            assert process.wait() == KILLED
        assert stored() == number + 1
