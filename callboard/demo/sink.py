"""A mail server of the demo's own, on loopback: it takes every mail, keeps it, and sends none on.

What it answers is decided by how the recipient's address begins, so that each fate of a mail can be
seen:

    bounce…   550 5.1.1 when the recipient is named: no such mailbox
    defer…    451 4.7.1 the first two times, then as any other
    hang…     takes the message and then never answers, until the other side gives up
    others    250, and the message lies in the Maildir
"""

import asyncio
import secrets
import threading
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from callboard.demo import maildir

LOOPBACK = "127.0.0.1"
DEFERRALS = 2


class Answers:
    """aiosmtpd calls these by name; what they return is the reply as it goes over the wire."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.deferred: Counter[str] = Counter()

    async def handle_RCPT(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        known = address.lower()
        if known.startswith("bounce"):
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        if known.startswith("defer") and self.deferred[known] < DEFERRALS:
            self.deferred[known] += 1
            return f"451 4.7.1 <{address}>: Recipient address rejected: Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if any(address.lower().startswith("hang") for address in envelope.rcpt_tos):
            # Cancelled when the connection ends; others have tasks of their own and go on.
            await asyncio.Event().wait()
        maildir.deliver(self.folder, _traces(envelope) + _content(envelope))
        return f"250 2.0.0 Ok: queued as {secrets.token_hex(5).upper()}"


def _traces(envelope: Envelope) -> bytes:
    """What a mail server writes on top: who it was really for, whatever the mail says."""
    lines = [f"Return-Path: <{envelope.mail_from or ''}>"]
    lines += [f"Delivered-To: {address}" for address in envelope.rcpt_tos]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _content(envelope: Envelope) -> bytes:
    content = envelope.content or b""
    return content if isinstance(content, bytes) else content.encode()


class Sink:
    """Listens from `start` to `stop`, in a thread of its own; a context manager as well.

    With port 0 it takes a free one, which `port` then tells.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        maildir.make(folder)
        self.port = port
        self._answers = Answers(folder)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="mail sink", daemon=True
        )

    @property
    def url(self) -> str:
        """As EMAIL_URL takes it."""
        return f"smtp://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Raises OSError where the port is taken."""
        listening = self._loop.run_until_complete(
            self._loop.create_server(self._conversation, LOOPBACK, self.port)
        )
        self.port = listening.sockets[0].getsockname()[1]
        self._thread.start()

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(timeout=5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def _conversation(self) -> SMTP:
        return SMTP(self._answers, hostname="mail.example", ident="ESMTP", loop=self._loop)

    async def _hang_up(self) -> None:
        """Ends the conversations that still stand, silent ones too."""
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=2) if running else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
