"""The parts of an agent's settings, in the order in which owners think of them.

What is stored of each, in plain JSON: `notice` and `greeting` a text, `hours` what
`OpeningHours.stored` gives, `transfer` and `booking_rules` their own, `voice` an id and a name. A
section that was never set is missing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from callboard.agents.opening_hours import OpeningHours
from callboard.agents.settings.booking_rules import BookingRules
from callboard.agents.settings.transfer import Transfer

Content = Mapping[str, Any]


class Section(models.TextChoices):
    """`NOTICE` is the agency's alone: a sentence that stands before every greeting."""

    NOTICE = "notice", _("Recording notice")
    GREETING = "greeting", _("Greeting")
    HOURS = "hours", _("Opening hours & holidays")
    TRANSFER = "transfer", _("Call transfer")
    BOOKING_RULES = "booking_rules", _("Booking rules")
    VOICE = "voice", _("Voice")


OF_CLIENTS = tuple(section for section in Section if section is not Section.NOTICE)


def full_greeting(content: Content) -> str:
    """As callers hear it: the agency's notice first."""
    parts = (content.get(Section.NOTICE, ""), content.get(Section.GREETING, ""))
    return " ".join(part for part in parts if part)


def hours_of(content: Content) -> OpeningHours | None:
    stored = content.get(Section.HOURS)
    return OpeningHours.read(stored) if stored else None


def transfer_of(content: Content) -> Transfer | None:
    stored = content.get(Section.TRANSFER)
    return Transfer.read(stored) if stored else None


def booking_rules_of(content: Content) -> BookingRules | None:
    stored = content.get(Section.BOOKING_RULES)
    return BookingRules.read(stored) if stored else None


def differing(before: Content, after: Content, among: Iterable[Section]) -> list[Section]:
    return [section for section in among if before.get(section) != after.get(section)]
