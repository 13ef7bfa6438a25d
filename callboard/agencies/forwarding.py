"""How a client sends its calls to the assistant, in its agency's words: the codes that phone
companies have for call forwarding.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.ui.phones import national_digits

PLACE = "{number}"
_CODE = re.compile(r"[0-9*#+]{1,20}")


@dataclass(frozen=True, slots=True)
class Dialled:
    """`digits` to read and type, `href` to tap."""

    digits: str

    @property
    def href(self) -> str:
        return f"tel:{self.digits.replace('#', '%23')}"


@dataclass(frozen=True, slots=True)
class Code:
    """One phone company's: `begins` and `ends` forwarding, `{number}` in them the number to forward
    to.
    """

    label: str | Promise
    begins: str
    ends: str

    def on(self, number: str) -> Dialled:
        return Dialled(self.begins.replace(PLACE, national_digits(number)))

    def off(self, number: str) -> Dialled:
        return Dialled(self.ends.replace(PLACE, national_digits(number)))


@dataclass(frozen=True, slots=True)
class Forwarding:
    """`text` is "" for the words that the page has of its own."""

    text: str
    codes: tuple[Code, ...]

    def stored(self) -> dict[str, Any]:
        codes = [[str(code.label), code.begins, code.ends] for code in self.codes]
        return {"text": self.text, "codes": codes}


STANDARD = Forwarding(
    "",
    (
        Code(_("Verizon, Spectrum and most landlines"), "*72{number}", "*73"),
        Code(_("AT&T, T-Mobile and other mobiles"), "**21*{number}#", "##21#"),
    ),
)


def is_code(text: str) -> bool:
    """Whether a phone can dial it."""
    return bool(_CODE.fullmatch(text.replace(PLACE, "0", 1)))


def of(agency: Agency) -> Forwarding:
    kept = agency.forwarding
    if not kept:
        return STANDARD
    return Forwarding(kept["text"], tuple(Code(*parts) for parts in kept["codes"]))


def change(agency: Agency, to: Forwarding, *, by: Actor) -> None:
    before = of(agency).stored()
    if to.stored() == before:
        return
    with transaction.atomic():
        agency.forwarding = to.stored()
        agency.save(update_fields=["forwarding"])
        record(
            "forwarding.changed",
            agency_id=agency.pk,
            by=by,
            before=before,
            after=to.stored(),
        )
