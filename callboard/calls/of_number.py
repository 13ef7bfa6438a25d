"""All calls of one telephone number, in whatever format it came, by the index of the search."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import phonenumbers

from callboard.agents import numbers
from callboard.calls import search
from callboard.calls.models import Call

AT_ONCE = 200


@dataclass
class Found:
    """How many calls of which clients, from when to when. "" is for those of no client yet."""

    calls: int = 0
    first: datetime | None = None
    last: datetime | None = None
    clients: dict[str, int] = field(default_factory=dict)


def batches(number: str) -> Iterator[list[Call]]:
    """Newest first; `number` in E.164. Those that begin alike are left out."""
    # Without the country's digits both ways of storing a number are found.
    wanted = str(phonenumbers.national_significant_number(phonenumbers.parse(number)))
    last: Call | None = None
    while True:
        rows = Call.objects.all()
        found_ = search.matching(rows, wanted, limit=AT_ONCE, older_than=last)
        page = list(found_.select_related("client").defer("known", "analysis"))
        if not page:
            return
        last = page[-1]
        yield [call for call in page if numbers.canonical(call.other_number) == number]


def found(number: str) -> Found:
    told = Found()
    for batch in batches(number):
        for call in batch:
            told.calls += 1
            told.last = told.last or call.started_at
            told.first = call.started_at
            name = call.client.name if call.client else ""
            told.clients[name] = told.clients.get(name, 0) + 1
    return told
