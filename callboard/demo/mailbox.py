"""Reading the sink's Maildir."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from functools import cached_property
from pathlib import Path

_NAME = re.compile(r"(?P<seconds>\d+\.\d+)\.P\d+Q\d+\.demo")
_CID = re.compile(r"cid:([^\"'\s>)]+)")


@dataclass(frozen=True)
class Mail:
    """`name` is its file's; a mail that cannot be read as one is shown with what can be."""

    name: str
    content: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)

    def header(self, name: str) -> str:
        return str(self.message.get(name, ""))

    @property
    def to(self) -> str:
        return self.header("To") or self.header("Delivered-To")

    @property
    def address(self) -> str:
        """The recipient's, without the name."""
        return parseaddr(self.to)[1] or self.to

    @property
    def received_at(self) -> datetime:
        found = _NAME.fullmatch(self.name)
        return datetime.fromtimestamp(float(found["seconds"]) if found else 0, UTC)

    @property
    def at(self) -> datetime:
        """When it was written, as the mail itself says."""
        try:
            told = parsedate_to_datetime(self.header("Date"))
        except ValueError:
            return self.received_at
        return told if told.tzinfo else told.replace(tzinfo=UTC)

    @property
    def head(self) -> str:
        """All headers, as they are in the file."""
        head = re.split(rb"\r?\n\r?\n", self.content, maxsplit=1)[0]
        return head.decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        """With the pictures from inside the mail, and links that open a window of their own."""
        html = _CID.sub(lambda found: self._inside().get(found[1], found[0]), self._body("html"))
        return f'<base target="_blank">{html}' if html else ""

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if isinstance(part, EmailMessage) else ""

    def _inside(self) -> dict[str, str]:
        return {
            part["Content-ID"].strip("<> "): _data_url(part)
            for part in self.message.walk()
            if part["Content-ID"] and isinstance(part, EmailMessage)
        }


def _data_url(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    return f"data:{part.get_content_type()};base64,{b64encode(data).decode()}"


def newest(folder: Path, most: int) -> list[Mail]:
    """Newest first."""
    mails = sorted(_all(folder), key=lambda mail: (mail.at, mail.name), reverse=True)
    return mails[:most]


def find(folder: Path, name: str) -> Mail | None:
    file = folder / "new" / name
    return Mail(name, file.read_bytes()) if _NAME.fullmatch(name) and file.is_file() else None


def _all(folder: Path) -> Iterator[Mail]:
    for file in (folder / "new").glob("*.demo"):
        yield Mail(file.name, file.read_bytes())
