"""The server ends without losing a request: asked over real sockets, with an application that
answers when it is told to."""

import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from callboard.config import web as web_module
from callboard.config.web import Web
from callboard.config.wsgi import without_bodies_for_head
from tests.processes import until

BODY = b"x" * 4_000_000  # more than the sockets hold


class Application:
    def __init__(self, body: bytes = BODY) -> None:
        self.came_in = 0
        self.answer_now = threading.Event()
        self.body = body

    def __call__(self, environ, start_response):
        self.came_in += 1
        self.answer_now.wait(20)
        start_response("200 OK", [("Content-Length", str(len(self.body)))])
        return [self.body]


def ask(port: int) -> tuple[int, int, str | None]:
    channel = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        channel.request("GET", "/")
        answer = channel.getresponse()
        return answer.status, len(answer.read()), answer.getheader("Server")
    finally:
        channel.close()


def connected(port: int, words: bytes) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=20)
    opened.sendall(words)
    return opened


def refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=20).close()
    except ConnectionRefusedError:
        return True
    return False


@contextmanager
def running(application: Any) -> Iterator[tuple[Web, threading.Event, threading.Thread]]:
    web = Web(application, host="127.0.0.1", port=0, scheme="http", threads=2)
    stop = threading.Event()
    thread = threading.Thread(target=web.run, args=[stop])
    thread.start()
    try:
        yield web, stop, thread
    finally:
        if isinstance(application, Application):
            application.answer_now.set()
        stop.set()
        thread.join(20)


def test_o143_what_has_come_in_is_answered_before_the_end() -> None:
    application = Application()
    with running(application) as (web, stop, thread), ThreadPoolExecutor(6) as pool:
        port = web.port
        asked = [pool.submit(ask, port) for _ in range(6)]
        # Two are at work, four wait for a thread.
        until(lambda: len(web._server.task_dispatcher.queue) == 4, "all have come in")
        assert application.came_in == 2
        stop.set()
        until(lambda: refused(port), "no more are taken")
        application.answer_now.set()
        assert [one.result(20) for one in asked] == [(200, len(BODY), None)] * 6
        thread.join(5)
        assert not thread.is_alive()


def test_o143_a_request_that_never_ends_does_not_hold_up_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web_module, "GRACE", 0.2)
    application = Application()
    with running(application) as (web, stop, thread):
        channel = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
        channel.request("GET", "/")
        until(lambda: application.came_in, "it has come in")
        stop.set()
        thread.join(5)
        assert not thread.is_alive()
        channel.close()


def test_a_file_that_a_form_has_to_refuse_comes_as_far_as_the_form() -> None:
    application = Application(b"refused in words")
    application.answer_now.set()
    with running(application) as (web, _stop, _thread):
        channel = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
        channel.request("POST", "/", body=b"x" * 5_000_000)
        assert channel.getresponse().read() == b"refused in words"
        channel.close()


def test_after_a_head_the_connection_goes_on() -> None:
    application = Application(b"short")
    application.answer_now.set()
    with running(without_bodies_for_head(application)) as (web, _stop, _thread):
        channel = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
        channel.request("HEAD", "/")
        answer = channel.getresponse()
        assert (answer.getheader("Content-Length"), answer.read()) == ("5", b"")
        with connected(web.port, b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" * 2) as twice:
            twice.sendall(b"GET / HTTP/1.0\r\n\r\n")
            said = b"".join(iter(lambda: twice.recv(65536), b""))
        assert said.count(b"HTTP/1") == 3
        assert said.count(b"short") == 1


def test_downloads_that_nobody_reads_hold_up_nobody_else() -> None:
    application = Application(b"x" * 24_000_000)  # beyond what waitress keeps before it waits
    application.answer_now.set()
    with running(application) as (web, _stop, _thread):
        unread = [connected(web.port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(4)]
        assert [one.recv(1000)[:15] for one in unread] == [b"HTTP/1.1 200 OK"] * 4
        assert ask(web.port)[:2] == (200, 24_000_000)
        for one in unread:
            one.close()


def test_a_request_that_trickles_in_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "SLOWEST_REQUEST", 0.1)
    with running(Application()) as (web, _stop, _thread):
        slow = connected(web.port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1")
        assert slow.recv(1000) == b""
        slow.close()
