"""waitress, ended without losing a request.

Its own `run` drops what waits for a thread when the process is asked to end, and what is not sent
yet. This one stops listening, answers what has come in, and only then ends."""

import select
import time
from threading import Event
from typing import Any
from weakref import WeakKeyDictionary

import waitress
from django.conf import settings
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

THREADS = 8
# Whoever ends us kills after ten seconds, as a rule; a download that nobody reads ends here.
GRACE = 8.0
# How long those who have just connected may take to say what they want.
AT_THE_DOOR = 0.2
LARGEST_CROWD = 100
CONNECTIONS = 1000
# How long a request may take to come in whole: whoever trickles it holds a connection.
SLOWEST_REQUEST = 60.0
# What an answer may leave unsent before its thread has to wait for the reader: as good as
# unlimited, since the rest waits in a file, and a thread that waits serves nobody.
UNSENT = 1 << 40


class Web:
    def __init__(
        self, application: Any, *, host: str, port: int, scheme: str, threads: int = THREADS
    ) -> None:
        """Listens from now on. Raises `OSError` where the port cannot be had."""
        self._sockets: dict[int, Any] = {}
        self._began: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        self._server = waitress.create_server(
            application,
            map=self._sockets,
            host=host,
            port=port,
            threads=threads,
            # Links and the CSRF check compare with the address people use, not with the proxy's
            # hop to us.
            url_scheme=scheme,
            ident=None,
            clear_untrusted_proxy_headers=False,
            # A file too large for its form is refused by the form, in words; only beyond this
            # by the server, in none.
            max_request_body_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE,
            connection_limit=CONNECTIONS,
            outbuf_high_watermark=UNSENT,
            channel_timeout=60,
        )

    @property
    def port(self) -> int:
        return int(self._listeners()[0].effective_port)

    def run(self, stop: Event) -> None:
        """Serves until `stop` is set, then finishes what is in hand, in `GRACE` seconds at most."""
        while not stop.is_set():
            self._turn(0.5)
        self._stop_listening()
        began = time.monotonic()
        while self._is_busy() or time.monotonic() < began + AT_THE_DOOR:
            self._turn(0.05)
            if time.monotonic() > began + GRACE:
                break
        self._server.task_dispatcher.shutdown(timeout=1)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, map=self._sockets, count=1, use_poll=True)
        self._hang_up_on_the_slow(time.monotonic())

    def _hang_up_on_the_slow(self, now: float) -> None:
        for channel in self._channels():
            coming_in = channel.request
            began = now if coming_in is None else self._began.setdefault(coming_in, now)
            if now - began > SLOWEST_REQUEST:
                channel.will_close = True

    def _stop_listening(self) -> None:
        """Takes in who has connected already: closing at once would hang up on them."""
        for one in self._listeners():
            for _ in range(LARGEST_CROWD):
                if not select.select([one.socket], [], [], 0)[0]:
                    break
                one.handle_accept()
            one.del_channel()
            one.socket.close()

    def _listeners(self) -> list[BaseWSGIServer]:
        return [one for one in self._sockets.values() if isinstance(one, BaseWSGIServer)]

    def _channels(self) -> list[HTTPChannel]:
        return [one for one in self._sockets.values() if isinstance(one, HTTPChannel)]

    def _is_busy(self) -> bool:
        return any(one.requests or one.request or one.total_outbufs_len for one in self._channels())
