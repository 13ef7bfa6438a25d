"""A mail server of the tests: real SMTP on a loopback port, behaving as a script says."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

OK = "250 2.0.0 Ok: queued as 4F1D"


@dataclass
class Script:
    """What the server answers. Each list is used up from the front; an empty one means yes.

    `"silence"` means no answer until the peer leaves, `"drop"` that the connection is cut.
    """

    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    mail: list[str] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address, options
    ):
        if self.mail:
            return self.mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address, options
    ):
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):
        self.recipients += envelope.rcpt_tos
        answer = self.data.pop(0) if self.data else OK
        if answer in (OK, "silence", "drop"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        if answer in ("silence", "drop"):
            # Cut without a word: to the sender the same as silence, only sooner.
            cast(Any, server.transport).abort()
            return "421 gone"
        return answer


def refuse(server, session, envelope, mechanism, auth_data):
    return AuthResult(success=False, handled=False)


@contextmanager
def serving(*, auth: bool = False) -> Iterator[Script]:
    script = Script()
    options: dict[str, Any] = (
        {"authenticator": refuse, "auth_required": True, "auth_require_tls": False} if auth else {}
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        script.port = free.getsockname()[1]
    controller = Controller(script, hostname="127.0.0.1", port=script.port, **options)
    controller.start()
    try:
        yield script
    finally:
        controller.stop()
