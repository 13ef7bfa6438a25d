"""The rows of a big client's calls, one after the other in time: as merging each would leave them,
without merging each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection as database

from callboard.agents.models import Agent
from callboard.calls.search.text import BAR, marks_of, number_marks, place_of, spoken
from callboard.demo.big import words
from callboard.demo.big.conversation import Conversation, Conversations
from callboard.demo.big.kinds import OWN, SHARED, Pattern, patterns
from callboard.demo.cast.stable import external_id

COLUMNS = SHARED + OWN
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_AREAS = ("207", "603", "617", "802", "978", "401")
_SILENT_MS = 9_000
_REPORTED_AFTER = timedelta(seconds=5)
_CALLED_BACK_AFTER = timedelta(hours=3)
# Callers of the last days still wait.
_STILL_WAITING = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Rows:
    """`call` has the columns `COLUMNS`, `transcript` is None where nobody spoke."""

    call: tuple[Any, ...]
    transcript: tuple[int, int, str] | None
    search: tuple[int, int, int, str]


class Maker:
    """Calls of an agent that answers. `caller_back` is the user who calls back."""

    def __init__(self, agent: Agent, began: datetime, until: datetime, caller_back: int) -> None:
        self._agent, self._began, self._span = agent, began, until - began
        self._until, self._caller_back = until, caller_back
        self._drawn = Random(f"big {agent.external_id}")  # noqa: S311 - a demo, not a secret
        self._ids = Random()  # noqa: S311 - other ones each time
        self._said = Conversations(f"said to {agent.external_id}")
        self._patterns = patterns(agent)
        self._marks = marks_of(agent.agency_id, agent.client_id, False)
        self._when = database.ops.adapt_datetimefield_value

    def rows(self, first: int, last: int, of: int, first_id: int) -> Iterator[Rows]:
        """The calls with these numbers, of so many in all; `last` is not among them."""
        for number in range(first, last):
            yield self._one(number, self._start(number, of), first_id + number - first)

    def _start(self, number: int, of: int) -> datetime:
        """Their order is their numbers'. No two begin at one moment, nor one of these when another
        call does: providers tell times in milliseconds.
        """
        moment = self._began + self._span * ((number + 0.5) / of)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000 + 1 + number % 999)

    def _one(self, number: int, start: datetime, call_id: int) -> Rows:
        draw = self._drawn
        pattern = self._patterns[number * 61 % 100]
        first, surname = draw.choice(words.FIRST_NAMES), draw.choice(words.SURNAMES)
        caller = f"+1{draw.choice(_AREAS)}555{draw.randrange(10_000):04d}"
        talk: Conversation | None = None
        name, length = "", _SILENT_MS
        if pattern.is_spoken:
            talk = self._said.of(first, surname, exchanges=draw.randint(4, 10))
            name, length = f"{first} {surname}", talk.length_ms
        summary = f"{name} called about an appointment." if talk else ""
        own = (
            call_id,
            "".join(self._ids.choices(_ALPHABET, k=16)),
            external_id(f"{self._agent.external_id} {number}"),
            caller,
            name,
            summary,
            *self._in_time(pattern, start, length),
        )
        fields = [f"{self._marks} {number_marks(caller)}"]
        fields += [spoken(name), talk.folded] if talk else []
        place, agency_id = place_of(start, call_id), self._agent.agency_id
        return Rows(
            pattern.shared + own,
            (agency_id, call_id, talk.turns) if talk else None,
            (place, agency_id, call_id, f"| {BAR.join(fields)} |"),
        )

    def _in_time(self, pattern: Pattern, start: datetime, length_ms: int) -> tuple[Any, ...]:
        """The rest of `OWN`, from when the call began."""
        ended = start + timedelta(milliseconds=length_ms)
        reported = ended + _REPORTED_AFTER
        told, at = self._when(reported), reported.isoformat(timespec="microseconds")
        back = start + _CALLED_BACK_AFTER
        is_called_back = pattern.is_to_call_back and start < self._until - _STILL_WAITING
        return (
            self._when(start),
            self._when(ended),
            length_ms,
            told,
            told,
            pattern.known.replace(pattern.moment, at),
            self._when(back) if is_called_back else None,
            self._caller_back if is_called_back else None,
        )
