"""What a mail says: made anew at every try, by a function that the layer above registers for the
mail's kind.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Any

from callboard.agencies.models import Agency
from callboard.mail.models import OutgoingEmail


@dataclass(frozen=True, slots=True)
class MailBrand:
    """In whose name a mail goes out. Explicit, so that no mail ever takes another agency's by
    accident.

    `colours` are the hex values of the brand's `mail` tokens; `logo_url` is "" where there is no
    logo."""

    name: str
    colours: Mapping[str, str]
    reply_to: str
    logo_url: str = ""
    logo_width: int = 0
    logo_height: int = 0
    logo_is_wordmark: bool = False
    postal_address: str = ""

    @classmethod
    def of(cls, agency: Agency, reply_to: str = "") -> "MailBrand":
        """The agency's brand; replies go to `reply_to`, else to the agency's support address."""
        brand = agency.brand
        return cls(
            name=agency.name,
            colours=brand.tokens["mail"],
            reply_to=reply_to or agency.support_email,
            logo_url=agency.url(brand.logo_url) if brand.logo_url else "",
            logo_width=brand.logo_width,
            logo_height=brand.logo_height,
            logo_is_wordmark=brand.logo_is_wordmark,
            postal_address=agency.postal_address,
        )


@dataclass(frozen=True, slots=True)
class Message:
    """One mail, ready to be rendered: `template` names `mail/<template>.mjml` and
    `mail/<template>.txt`.

    `stop_url` takes the POST by which the reader's mail program ends such mails (RFC 8058); only
    mails that one may do without have it."""

    brand: MailBrand
    subject: str
    preheader: str
    template: str
    context: Mapping[str, Any] = field(repr=False)
    stop_url: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Drop:
    """The mail has lost its reason (its link is dead): it is not sent. `reason` is told in the
    timeline.
    """

    reason: str


Builder = Callable[[OutgoingEmail], Message | Drop]

_BUILDERS: dict[str, Builder] = {}

# What holds while a mail is made; who knows the reader stands above.
_readings: list[Callable[[OutgoingEmail], AbstractContextManager[None]]] = []


def made_under(reading: Callable[[OutgoingEmail], AbstractContextManager[None]]) -> None:
    """Each mail is made within what `reading` opens for it."""
    _readings.append(reading)


def message(kind: str) -> Callable[[Builder], Builder]:
    """Registers the function that makes the mails of this kind."""

    def register(builder: Builder) -> Builder:
        _BUILDERS[kind] = builder
        return builder

    return register


def build(email: OutgoingEmail) -> Message | Drop:
    """Runs in the mail's agency scope. Raises `LookupError` for a kind nobody registered."""
    with ExitStack() as readings:
        for reading in _readings:
            readings.enter_context(reading(email))
        return _BUILDERS[email.kind](email)
