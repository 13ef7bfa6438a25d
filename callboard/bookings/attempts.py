"""The bookings that the tools of one call made or tried to make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from callboard.agents import numbers
from callboard.agents.booking_tools import BookingTools
from callboard.bookings import moments, paths, verdicts
from callboard.bookings.presets import Meaning, meaning_of, places_of
from callboard.calls.tool_uses import KeptUse


@dataclass(frozen=True, slots=True)
class Attempt:
    """`key` is the id of the tool use that asked for it first; `in_calendar` None where nobody
    answered.
    """

    key: str
    starts_at: datetime
    ends_at: datetime | None
    name: str
    phone: str
    service: str
    notes: str
    at_ms: int | None
    at_turn: int
    in_calendar: bool | None

    def is_for(self, other: "Attempt") -> bool:
        """As far as they say: who is not named is the caller."""
        mine, theirs = self.name.casefold(), other.name.casefold()
        return not mine or not theirs or mine == theirs


def made_by(uses: Iterable[KeptUse], tools: BookingTools, zone: ZoneInfo) -> list[Attempt]:
    """One for each appointment, in the order of the call.

    A tool is tried again, at the same or at another time, until a calendar takes it: for one person
    only the last of what failed counts, and nothing of it once something worked."""
    found: list[Attempt] = []
    for attempt in _attempts(uses, tools, zone):
        if any(_is_again(attempt, known) for known in found):
            continue
        open_one = next((one for one in found if not one.in_calendar and one.is_for(attempt)), None)
        if open_one is None:
            found.append(attempt)
        else:
            found[found.index(open_one)] = replace(attempt, key=open_one.key)
    return found


def _is_again(attempt: Attempt, known: Attempt) -> bool:
    same = attempt.starts_at == known.starts_at and known.is_for(attempt)
    return known.in_calendar is True and same


def attempt_in(use: KeptUse, tools: BookingTools, zone: ZoneInfo) -> Attempt | None:
    """None for a tool that does not book, or was told no time that can be read."""
    if meaning_of(use.name, tools) is not Meaning.BOOKS:
        return None
    places = places_of(use.name, tools)
    told = {**use.arguments, "result": verdicts.answer(use.result)}
    own_zone = moments.zone_of(_first(told, places.zone), zone)
    starts_at = _moment(told, places.start, own_zone)
    if starts_at is None:
        return None
    ends_at = _moment(told, places.end, own_zone)
    return Attempt(
        key=use.id,
        starts_at=starts_at,
        ends_at=ends_at if ends_at is not None and ends_at > starts_at else None,
        name=_text(told, places.name, 120),
        phone=_phone(_text(told, places.phone, 60)),
        service=_text(told, places.service, 200),
        notes=_text(told, places.notes, 2000),
        at_ms=use.start_ms,
        at_turn=max(use.line, 1),
        in_calendar=verdicts.worked(use),
    )


def _attempts(uses: Iterable[KeptUse], tools: BookingTools, zone: ZoneInfo) -> Iterator[Attempt]:
    for use in uses:
        attempt = attempt_in(use, tools, zone)
        if attempt is not None:
            yield attempt


def _moment(told: Any, places: tuple[str, ...], zone: ZoneInfo) -> datetime | None:
    read = (moments.read(paths.find(told, place), zone) for place in places)
    return next((moment for moment in read if moment is not None), None)


def _first(told: Any, places: tuple[str, ...]) -> Any:
    found = (paths.find(told, place) for place in places)
    return next((one for one in found if one not in (None, "")), None)


def _text(told: Any, places: tuple[str, ...], limit: int) -> str:
    found = _first(told, places)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return " ".join(str(found).split())[:limit].rstrip()


def _phone(text: str) -> str:
    try:
        return numbers.parse(text)
    except numbers.InvalidNumber:
        return text
