"""What the agents of the demo say and when, by the trade of their business."""

from datetime import date
from typing import Any

from callboard.agents.opening_hours import CLOSED, Holiday, OpeningHours, Ranges
from callboard.agents.settings.booking_rules import BookingRules
from callboard.agents.settings.transfer import Line, Transfer
from callboard.agents.typed_hours import parse
from callboard.demo.cast.business import Business
from callboard.examples import agent_voices

NOTICE = "This call may be recorded."
_WEEKDAYS = {"trades": "7-17", "law": "8:30-17:30", "realty": "9-18"}


def of(business: Business, year: int) -> dict[str, Any]:
    """Whole settings, as they are kept."""
    agent, number = business.answering.name, business.answering.number
    day = parse(_WEEKDAYS.get(business.trade, "8-12, 13-17"))
    notes = "Same-day slots are kept for emergencies." if business.trade != "law" else ""
    desk = Line("Front desk", f"{number[:-1]}9")
    return {
        "notice": NOTICE,
        "greeting": f"{business.name}, this is {agent}. How can I help?",
        "hours": hours(day, day, year).stored(),
        "transfer": Transfer((desk,), ("asked", "urgent"), only_open=True).stored(),
        "booking_rules": BookingRules(notice_hours=4, notes=notes).stored(),
        "voice": _voice(business),
    }


def hours(day: Ranges, friday: Ranges, year: int) -> OpeningHours:
    return OpeningHours(
        week=(day, day, day, day, friday, CLOSED, CLOSED),
        holidays=(
            Holiday(date(year, 12, 24), date(year, 12, 24), "Christmas Eve", parse("8-12")),
            Holiday(date(year, 12, 25), date(year, 12, 26), "Christmas"),
            Holiday(date(year + 1, 1, 1), date(year + 1, 1, 1), "New Year’s Day"),
        ),
    )


def _voice(business: Business) -> dict[str, str]:
    is_low = business.answering.voice == "en-us+m3"
    found = agent_voices.named("miles" if is_low else "clara")
    return found.stored if found else {}
