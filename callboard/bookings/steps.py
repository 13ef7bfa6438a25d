"""What the assistant did between the lines of a call, in plain words: "Checked the calendar"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from callboard.agents.booking_tools import BookingTools
from callboard.bookings import attempts, verdicts
from callboard.bookings.presets import Meaning, meaning_of
from callboard.calls.models import Call
from callboard.calls.tool_uses import KeptUse, kept_of
from callboard.ui.times import soon


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    icon: str


def of(call: Call, zone: str, *, for_agency: bool = False) -> dict[int, list[Step]]:
    """By how many lines of the transcript come before. Tools without a known meaning are shown by
    name, and to the agency alone.

    `zone` is the business's. Read the call with its `agent` and `tool_uses`."""
    found: dict[int, list[Step]] = {}
    for line, step in _steps(call, ZoneInfo(zone), for_agency):
        there = found.setdefault(line, [])
        if step not in there:
            there.append(step)
    return found


def _steps(call: Call, zone: ZoneInfo, for_agency: bool) -> Iterator[tuple[int, Step]]:
    tools = BookingTools.of(call.agent)
    for use in kept_of(call):
        match meaning_of(use.name, tools):
            case Meaning.CHECKS:
                yield use.line, Step(_("Checked the calendar"), "calendar-search")
            case Meaning.BOOKS:
                yield use.line, _booking(use, tools, zone, call.started_at)
            case None if for_agency:
                yield use.line, Step(_("Used %(tool)s") % {"tool": use.name}, "wrench")


def _booking(use: KeptUse, tools: BookingTools, zone: ZoneInfo, said_at: datetime) -> Step:
    attempt = attempts.attempt_in(use, tools, zone)
    worked = verdicts.worked(use)
    if attempt is None:
        words = _("Booked an appointment") if worked else _("Tried to book an appointment")
        return Step(words, "calendar-check" if worked else "calendar-x")
    when = {"when": soon(attempt.starts_at, zone, said_at)}
    if worked:
        return Step(_("Booked %(when)s") % when, "calendar-check")
    return Step(_("Tried to book %(when)s") % when, "calendar-x")
