"""From a message to the mail that goes over the wire: plain text by hand, HTML from MJML, headers
that name no product.
"""

import re
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any

import mrml
from django.conf import settings
from django.template import engines
from django.utils import timezone

from callboard.agencies import addresses
from callboard.mail.characters import mailable
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.ui.names import one_line

# MJML would else fetch a family it knows from its maker's servers, whenever the mail is opened.
_NO_FONTS = mrml.RenderOptions(fonts={})


class _Link(UnstructuredHeader):
    """A link in one line, however long: folded, it would be encoded, and no link any more."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Link)  # type: ignore[arg-type]
# 7 bit: not every mail server on the way takes more.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)

LONGEST_SUBJECT = 150
LONGEST_NAME = 80

# What a mail program would turn into a link. A name never carries one: the mark is set beside the
# dot.
_LINK_LIKE = re.compile(r"(?i)(https?:)//|\b(www)\.|(\w)\.(?=[a-z]{2,}\b)")


def plain(text: str, longest: int = LONGEST_NAME) -> str:
    """A name as one line of visible text, cut at `longest`."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def without_links(text: str, longest: int = LONGEST_NAME) -> str:
    """A name that no mail program turns into a link: a word joiner stands before what would make it
    one.
    """

    def mark(match: re.Match[str]) -> str:
        return re.sub(r"([:/.])", "\\1\u2060", match.group(0))

    return _LINK_LIKE.sub(mark, plain(text, longest))


def html_of(message: Message) -> str:
    """The HTML part; the dialog's preview is this very text."""
    source = _rendered(f"mail/{message.template}.mjml", message)
    return mrml.to_html(source, render_options=_NO_FONTS).content


def text_of(message: Message) -> str:
    text = _rendered(f"mail/{message.template}.txt", message)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def mime(email: OutgoingEmail, message: Message) -> EmailMessage:
    """The whole mail for its one recipient. The same at every try but for the Date."""
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = plain(message.subject, LONGEST_SUBJECT)
    mail["From"] = Address(plain(message.brand.name), addr_spec=settings.EMAIL_FROM)
    mail["To"] = _address(email.to_name, email.to_address)
    if message.brand.reply_to:
        mail["Reply-To"] = _address(message.brand.name, message.brand.reply_to)
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = email.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if message.stop_url:
        mail["List-Unsubscribe"] = f"<{message.stop_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text_of(message))
    mail.add_alternative(html_of(message), subtype="html")
    return mail


def routed(address: str) -> str:
    """The address as every mail server takes it: an international domain in ASCII. Raises
    `InvalidAddress` for anything but one plain address.
    """
    parsed = addresses.parse(address)
    if parsed.original.isascii():
        return parsed.original
    user, domain = parsed.original.rpartition("@")[0], parsed.canonical.rpartition("@")[2]
    return f"{user}@{domain}"


def _address(name: str, address: str) -> Address:
    return Address(plain(name), addr_spec=routed(address))


def _rendered(template: str, message: Message) -> str:
    context: dict[str, Any] = {
        **message.context,
        "brand": message.brand,
        "colours": message.brand.colours,
        "subject": message.subject,
        "preheader": message.preheader,
    }
    # The whole of it, so that no text has a way around: a name, a note, an address.
    return mailable(str(engines["jinja2"].get_template(template).render(context)))
