"""What the list of an agent's FAQs shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callboard.agents import faq_states
from callboard.agents.faq_content import FaqWords
from callboard.agents.faq_states import Standing, Standings
from callboard.agents.models import Faq
from callboard.agents.models.publication import State
from callboard.calls.search.fold import fold
from callboard.examples.stories import Trade, trade_of
from callboard.faqs import spoken, starters, suggestions, trying, wording
from callboard.faqs.door import Door

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Row:
    """`heard` is what callers hear now, where that is something else; `same_as` the question of one
    before it that asks the same.
    """

    faq: Faq
    status: str
    tone: str
    spoken: str
    heard: FaqWords | None
    same_as: str
    is_first: bool
    is_last: bool


def context(
    door: Door, now: datetime, *, searched: str = "", asked: str = "", trade: str = ""
) -> dict[str, Any]:
    standings = faq_states.of(door.agent)
    searched = searched.strip()[:LONGEST_SEARCH]
    rows = rows_of(door, standings)
    suggests = door.hears_callers and not searched
    return {
        "standings": standings,
        "rows": [row for row in rows if _has(row.faq, searched)],
        "total": len(rows),
        "searched": searched,
        "suggestions": suggestions.of(door.agent, standings.faqs, now) if suggests else [],
        "tried": trying.ask(asked, rows),
        **_starters(door, standings, trade),
    }


def _starters(door: Door, standings: Standings, trade: str) -> dict[str, Any]:
    """Those that are not taken yet, as long as the list is as short as they are."""
    chosen = Trade(trade) if trade in Trade.values else trade_of(door.client)
    there = {faq.question for faq in standings.faqs}
    ones = [one for one in starters.of(chosen) if one.words.question not in there]
    shown = door.can_edit and not standings.live and len(there) <= starters.SHOWN_UP_TO
    return {
        "starters": ones if shown else [],
        "trade": chosen,
        "trades": Trade.choices,
    }


def rows_of(door: Door, standings: Standings) -> list[Row]:
    same = wording.duplicates(standings.faqs)
    last = len(standings.faqs) - 1
    return [_row(door, standings, place, last, same) for place in range(last + 1)]


def is_publishing(standings: Standings) -> bool:
    return standings.open is not None and standings.open.state == State.PUBLISHING


def _row(door: Door, standings: Standings, place: int, last: int, same: dict[str, str]) -> Row:
    faq = standings.faqs[place]
    stands: Standing = standings.of(faq)
    return Row(
        faq=faq,
        status=wording.standing(stands, door.client.agency.name),
        tone=wording.TONES[stands],
        spoken=spoken.in_words(faq.answer),
        heard=standings.was_live(faq),
        same_as=same.get(faq.public_id, ""),
        is_first=place == 0,
        is_last=place == last,
    )


def _has(faq: Faq, searched: str) -> bool:
    text = " ".join((faq.question, faq.answer, *faq.variants))
    return all(word in fold(text) for word in fold(searched).split())
