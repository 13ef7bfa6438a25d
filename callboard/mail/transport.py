"""SMTP, step by step, because each step's answer means something else for the mail's fate.

EMAIL_URL is `smtp://user:password@host:port`, `smtp+tls://` for STARTTLS or `smtps://` for TLS from
the first byte."""

import logging
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import Enum
from urllib.parse import unquote, urlsplit

from django.conf import settings

from callboard.tenancy import steps

log = logging.getLogger(__name__)

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class Fate(Enum):
    ACCEPTED = "accepted"
    REFUSED = "refused"  # a 5xx for this recipient or this mail: it bounced
    DEFERRED = "deferred"  # not now, or not the recipient's fault: try again
    UNCONFIRMED = "unconfirmed"  # handed over whole, and never answered: it may have arrived


@dataclass(frozen=True, slots=True)
class Outcome:
    """`words` are the mail server's own line, or a plain sentence where it said nothing."""

    fate: Fate
    words: str


class NotAnSmtpUrl(ValueError):
    """EMAIL_URL cannot be read; the message says what it has to look like."""


class Sender:
    """One sender with one kept connection. Not shared between threads."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage, to: str, *, before_data: Callable[[], None]) -> Outcome:
        """Hands over one mail. `before_data` is called when the next byte could make it arrive."""
        try:
            content = mail.as_bytes()
            smtp = self._connected()
            outcome = _envelope(smtp, to)
            if outcome is None:
                before_data()
                steps.reached("mail.before-data")
        except Exception as fault:
            # Whatever it was: the mail server may be amid this mail and would refuse the next one.
            self.close()
            return Outcome(Fate.DEFERRED, words_of(fault))
        if outcome is None:
            return self._data(smtp, content)
        self._reset()
        return outcome

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                smtp.close()

    def _data(self, smtp: smtplib.SMTP, content: bytes) -> Outcome:
        try:
            code, reply = smtp.data(content)
        except smtplib.SMTPDataError as refused:
            # The server answered the command DATA itself: it has not taken the mail.
            self._reset()
            return _verdict(refused.smtp_code, _line(refused.smtp_code, refused.smtp_error))
        except Exception as fault:
            self.close()
            return Outcome(Fate.UNCONFIRMED, words_of(fault))
        steps.reached("mail.after-data")
        return _verdict(code, _line(code, reply))

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._smtp.noop()[0] == 250:
                    return self._smtp
            self.close()
        self._smtp = connect()
        return self._smtp

    def _reset(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.rset()


def connect() -> smtplib.SMTP:
    parts = urlsplit(settings.EMAIL_URL)
    if not settings.EMAIL_URL:
        raise NotAnSmtpUrl("No mail server is set (EMAIL_URL).")
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAnSmtpUrl("EMAIL_URL has to look like smtp+tls://user:password@host:587.")
    # Our own name towards the mail server: the portal's, not this machine's.
    us = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    timeout = settings.EMAIL_TIMEOUT
    smtp: smtplib.SMTP
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        smtp = smtplib.SMTP_SSL(host, port, local_hostname=us, timeout=timeout, context=context)
    else:
        smtp = smtplib.SMTP(host, port, local_hostname=us, timeout=timeout)
    try:
        if parts.scheme == "smtp+tls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if parts.username:
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp


def _envelope(smtp: smtplib.SMTP, to: str) -> Outcome | None:
    """None when the server takes sender and recipient. A refusal of the sender is not the
    recipient's fault.
    """
    code, reply = smtp.mail(settings.EMAIL_FROM)
    if code != 250:
        return Outcome(Fate.DEFERRED, _line(code, reply))
    code, reply = smtp.rcpt(to)
    if code in (250, 251):
        return None
    return _verdict(code, _line(code, reply))


def _verdict(code: int, line: str) -> Outcome:
    if 200 <= code < 300:
        return Outcome(Fate.ACCEPTED, line)
    # 421 says that the server goes away; any other 4xx that it may take the mail later.
    return Outcome(Fate.REFUSED if 500 <= code < 600 else Fate.DEFERRED, line)


def _line(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    line = " ".join(f"{code} {text}".split())
    # PostgreSQL takes no NUL, and a fate that cannot be written is none.
    return "".join(filter(str.isprintable, line))[:500]


def words_of(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return _line(fault.smtp_code, fault.smtp_error)
    if isinstance(fault, NotAnSmtpUrl):
        return str(fault)
    if isinstance(fault, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(fault, smtplib.SMTPServerDisconnected):
        return "The mail server closed the connection."
    if isinstance(fault, ssl.SSLError):
        return "The mail server's certificate or encryption was not accepted."
    if isinstance(fault, smtplib.SMTPException | OSError):
        return "The mail server could not be reached."
    log.error("A mail could not be handed over", exc_info=fault)
    return "The mail could not be handed over."
