"""Invented calls for the preview of a brand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class SampleCall:
    caller: str
    number: str
    outcome: str | Promise
    tone: str
    length_ms: int
    started_at: datetime


def calls(now: datetime) -> list[SampleCall]:
    """Newest first. The numbers are of the range that is given to nobody."""
    hour = timedelta(hours=1)
    return [
        SampleCall("Dana Whitfield", "+12075550142", _("Booked"), "green", 184_000, now - hour),
        SampleCall("", "+12075550187", _("Put through to you"), "violet", 41_000, now - 3 * hour),
        SampleCall(
            "Marcus Bell", "+12075550119", _("Message taken"), "blue", 72_000, now - 26 * hour
        ),
    ]
