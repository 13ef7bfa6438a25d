"""A provider's recordings, on a real local server that can behave badly in every way."""

import gzip
import socket
import struct
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from callboard.calls.compression import compress
from callboard.calls.sound import content_type_of

Answer = Callable[[BaseHTTPRequestHandler], None]


def wav(seconds: float = 1.0, fill: bytes = b"\0\0") -> bytes:
    sound = fill * int(8000 * seconds)
    form = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16_000, 2, 16)
    head = b"RIFF" + struct.pack("<I", 36 + len(sound)) + b"WAVEfmt " + form
    return head + b"data" + struct.pack("<I", len(sound)) + sound


MP3 = b"\xff\xfb\x90\x64" + b"\0" * 413


@cache
def kept(sound: bytes) -> bytes:
    """What our own copy of it holds: the same as an MP3, where that is smaller."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source"), Path(folder, "target")
        source.write_bytes(sound)
        heard = compress(content_type_of(sound[:16]), source, target)
        return target.read_bytes() if heard.is_encoded else sound


class Provider:
    """Answers each path with what `offers` says, the last answer again and again; notes who asked
    and with what headers.
    """

    def __init__(self) -> None:
        self.offers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.close_connection = True
                provider.asked.append((self.path, dict(self.headers)))
                answers = provider.offers.get(self.path, [status(404)])
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                with suppress(OSError):
                    answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.base = f"http://{self.host}"

    def offer(self, path: str, *answers: Answer) -> str:
        """The address under which these answers are had."""
        self.offers[path] = list(answers)
        return self.base + path

    def sent(self, path: str, header: str) -> list[str | None]:
        """What came in this header, for each time the path was asked for."""
        return [headers.get(header) for asked, headers in self.asked if asked == path]

    @contextmanager
    def running(self) -> Iterator["Provider"]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.ended.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def content(
    body: bytes, kind: str = "audio/wav", *, promise: int | None = None, **headers: str
) -> Answer:
    """`promise`: another Content-Length than the true one."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", kind)
        to.send_header("Content-Length", str(len(body) if promise is None else promise))
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def gzipped(body: bytes) -> Answer:
    return content(gzip.compress(body), Content_Encoding="gzip")


def status(code: int) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(code)
        to.send_header("Content-Length", "0")
        to.end_headers()

    return answer


def redirect(where: str, code: int = 302) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(code)
        to.send_header("Location", where)
        to.send_header("Content-Length", "0")
        to.end_headers()

    return answer


def endless(provider: Provider, *, chunked: bool = False, pause: float = 0) -> Answer:
    """A WAV that never ends, piece by piece, until the test does."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        if chunked:
            to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        piece = wav(0.1)
        while not provider.ended.wait(pause):
            to.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)

    return answer


def silent(provider: Provider) -> Answer:
    def answer(_to: BaseHTTPRequestHandler) -> None:
        provider.ended.wait(60)

    return answer


def reset_after(body: bytes) -> Answer:
    """Promises more, then ends the connection with a reset."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        content(body, promise=len(body) + 1000)(to)
        to.wfile.flush()
        to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        to.connection.close()

    return answer


class Listener:
    """Something internal that nobody may be led to: it counts who came."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port = self._socket.getsockname()[1]

    def visitors(self) -> int:
        """A connection waits in the backlog, so that none is missed."""
        found = 0
        with suppress(BlockingIOError):
            while True:
                self._socket.accept()[0].close()
                found += 1
        return found

    def close(self) -> None:
        self._socket.close()
