"""The fake Stripe's HTTP: the API with its keys and errors, and what its own pages do."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from callboard.demo.fake_stripe import api, pages
from callboard.demo.fake_stripe.book import Book, Refusal

LOOPBACK = "127.0.0.1"


class FakeStripe:
    """Listens from `start` to `stop`, in threads of its own; a context manager as well.

    `fails_with` answers everything so, as a Stripe that has trouble. `asked` are the API's calls.
    """

    def __init__(self, book: Book, port: int = 0) -> None:
        self.book = book
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.fails_with = 0
        self.before: Callable[[str, str], None] | None = None
        self._server = ThreadingHTTPServer((LOOPBACK, port), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        book.base = self.url

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        return f"{LOOPBACK}:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(stripe: FakeStripe) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the demo's terminal is for people."""

        def do_GET(self) -> None:
            self._answer("GET", "")

        def do_DELETE(self) -> None:
            self._answer("DELETE", "")

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            self._answer("POST", self.rfile.read(length).decode())

        def _answer(self, method: str, body: str) -> None:
            parts = urlsplit(self.path)
            pairs = parse_qsl(parts.query or body, keep_blank_values=True)
            if not parts.path.startswith("/v1/"):
                shown = pages.answer(stripe.book, method, parts.path, dict(pairs))
                self._send(*shown)
                return
            asked = api.nested(pairs)
            if stripe.before is not None:
                stripe.before(method, parts.path)
            stripe.asked.append((method, parts.path, asked))
            key = self.headers.get("Authorization", "").removeprefix("Bearer ")
            once = self.headers.get("Idempotency-Key", "")
            try:
                if stripe.fails_with:
                    raise Refusal(stripe.fails_with, "Something went wrong on our end.")
                told = api.answer(stripe.book, method, parts.path, asked, key=key, once=once)
            except Refusal as refusal:
                self._json(refusal.status, refusal.body)
            else:
                self._json(200, told)

        def _json(self, status: int, told: Any) -> None:
            self._send(status, {"Content-Type": "application/json"}, json.dumps(told).encode())

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
