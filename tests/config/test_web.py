"""The server ends without losing a request: asked over real sockets, with an application that
answers when it is told to."""

import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from callboard.config import web as web_module
from callboard.config.web import Web
from tests.processes import until

BODY = b"x" * 4_000_000  # more than the sockets hold


class Application:
    def __init__(self) -> None:
        self.came_in = 0
        self.answer_now = threading.Event()

    def __call__(self, environ, start_response):
        self.came_in += 1
        self.answer_now.wait(20)
        start_response("200 OK", [("Content-Length", str(len(BODY)))])
        return [BODY]


def ask(port: int) -> tuple[int, int, str | None]:
    channel = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        channel.request("GET", "/")
        answer = channel.getresponse()
        return answer.status, len(answer.read()), answer.getheader("Server")
    finally:
        channel.close()


def refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=20).close()
    except ConnectionRefusedError:
        return True
    return False


@contextmanager
def running(application: Application) -> Iterator[tuple[Web, threading.Event, threading.Thread]]:
    web = Web(application, host="127.0.0.1", port=0, scheme="http", threads=2)
    stop = threading.Event()
    thread = threading.Thread(target=web.run, args=[stop])
    thread.start()
    try:
        yield web, stop, thread
    finally:
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
