"""Which calls a business had in the last two weeks: the same ones for the same day, told in its own
time zone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

from callboard.demo.cast.business import Business
from callboard.demo.cast.stable import external_id
from callboard.examples.callers import CALLERS, Caller, named
from callboard.examples.script import Script, read

SCRIPTS = "callboard.demo.scripts"
DAYS = 14
OPENS, CLOSES = 8, 17
# Of so many calls one is made by the agent, and one has no conversation.
OUTBOUND_EVERY, SILENT_EVERY = 9, 8
# Nothing happens in the minutes before the demo began.
SETTLED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """`script` is filled in; `external_id` is what the provider calls this call. `times` are those
    that the script's tools book, by the client's clock.
    """

    external_id: str
    script: Script
    caller: Caller
    at: datetime
    times: Mapping[str, datetime]
    is_heard: bool = False


def planned(business: Business, now: datetime) -> list[PlannedCall]:
    """All calls before `now`, oldest first."""
    local = now.astimezone(ZoneInfo(business.time_zone)) - SETTLED
    heard = list(_heard(business, local))
    newest_heard = max((call.at for call in heard), default=local)
    everyday = [call for call in _everyday(business, local) if call.at < newest_heard]
    return sorted([*everyday, *heard], key=lambda call: call.at)


def _heard(business: Business, local: datetime) -> Iterator[PlannedCall]:
    """The calls with sound, the first of the file newest: each at its own time of day, on the last
    days on which the business was open then.
    """
    if not business.heard:
        return
    for place, script in enumerate(read(SCRIPTS, business.heard)):
        clock = time.fromisoformat(script.clock.zfill(5))
        day = _workday(local, clock, script.is_after_hours)
        for _ in range(place // 2):
            day = _workday(_at(day, time(0), local), clock, script.is_after_hours)
        caller = named(script.caller)
        at = _at(day, clock, local)
        call = _call(business, f"heard {place}", script, caller, at, slots_after=local.date())
        yield replace(call, is_heard=True)


def _everyday(business: Business, local: datetime) -> Iterator[PlannedCall]:
    drawn = Random(f"callboard demo {business.key}")  # noqa: S311 - a demo, not a secret
    pools = _Pools(business, drawn)
    number = 0
    for back in range(min(DAYS, business.since_days) - 1, -1, -1):
        day = local.date() - timedelta(days=back)
        for _ in range(business.week[day.weekday()]):
            number += 1
            script, caller = pools.next(number), drawn.choice(CALLERS)
            clock = _clock(script, day, drawn)
            call = _call(business, f"{back} {number}", script, caller, _at(day, clock, local))
            if call.at < local:
                yield call


class _Pools:
    """Every script of the trade comes once before any comes again."""

    def __init__(self, business: Business, drawn: Random) -> None:
        def shuffled(name: str) -> Iterator[Script]:
            scripts = list(read(SCRIPTS, name))
            drawn.shuffle(scripts)
            return cycle(scripts)

        self._everyday = shuffled(business.trade)
        self._silent = shuffled("silent")
        self._outbound = shuffled("reminders")

    def next(self, number: int) -> Script:
        if number % OUTBOUND_EVERY == 4:
            return next(self._outbound)
        if number % SILENT_EVERY == 6:
            return next(self._silent)
        return next(self._everyday)


def _call(
    business: Business,
    key: str,
    script: Script,
    caller: Caller,
    at: datetime,
    *,
    slots_after: date | None = None,
) -> PlannedCall:
    drawn = Random(f"{business.key} {key}")  # noqa: S311 - a demo, not a secret
    slots = [_at(day, clock, at) for day, clock in _slots(slots_after or at.date(), drawn)]
    facts = {
        "business": business.name,
        "agent": business.answering.name,
        "contact": business.contact.first,
        "caller": caller.name,
        "first": caller.first,
        "digits": caller.digits,
        "slot": _said(slots[0]),
        "slot2": _said(slots[1]),
    }
    number = external_id(f"{business.key} {key}")
    times = {use.at: _time(use.at, at, slots) for use in script.uses}
    return PlannedCall(number, script.filled(facts), caller, at, times)


def _clock(script: Script, day: date, drawn: Random) -> time:
    minute, second = drawn.randrange(60), drawn.randrange(60)
    if script.is_after_hours:
        return time(drawn.choice((6, 18, 19, 20, 21)), minute, second)
    last = CLOSES if day.weekday() < 5 else 13
    return time(drawn.randrange(OPENS, last), minute, second)


def _slots(day: date, drawn: Random) -> Iterator[tuple[date, time]]:
    """Two times the office could offer, on workdays after the next day."""
    ahead, found = day + timedelta(days=1), 0
    while found < 2:
        ahead += timedelta(days=drawn.randint(1, 2))
        if ahead.weekday() < 5:
            hour = drawn.randrange(OPENS, CLOSES)
            yield ahead, time(hour, drawn.choice((0, 20, 40)))
            found += 1


def _said(slot: datetime) -> str:
    return f"{slot:%A} at {(slot.hour - 1) % 12 + 1}:{slot:%M}"


def _time(at: str, said_at: datetime, slots: Sequence[datetime]) -> datetime:
    """When a tool books: "slot", "slot2", "today 14:40", "morning 8:00" (of the next workday)."""
    name, _, clock = at.partition(" ")
    if not clock:
        return slots[["slot", "slot2"].index(name)]
    day = said_at.date()
    if name == "morning":
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    return _at(day, time.fromisoformat(clock.zfill(5)), said_at)


def _workday(before: datetime, clock: time, after_hours: bool) -> date:
    """The last workday that had this time before `before`; after hours, the last evening before a
    workday.
    """
    day = before.date()
    opens = timedelta(days=1 if after_hours else 0)
    while _at(day, clock, before) >= before or (day + opens).weekday() > 4:
        day -= timedelta(days=1)
    return day


def _at(day: date, clock: time, like: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=like.tzinfo)
