"""What callers asked and the assistant did not know: kept in the transaction that writes a call.

None is invented. Either the assistant said so itself in answer to a question, or a field of the
provider's analysis does that the agency mapped (`MEANING`): its value is the question, or only says
that there was one, which then is the last that the caller asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from callboard.agents import faq_matching
from callboard.calls.models import Call, Transcript, UnansweredQuestion
from callboard.calls.vocabulary import WITHOUT_CONVERSATION, Rank

MEANING = "question_unanswered"
LONGEST = 300

_KNOWLEDGE = r"(?:information|details?|answers?|records?|prices?|that|this|access to|it in front)"
_NOT_KNOWN = re.compile(
    rf"""\b(?:
        i\ (?:really\ |actually\ |just\ )?(?:don't|do\ not)\ (?:actually\ |really\ )?know\b
      | i(?:'m|\ am)\ (?:afraid\ i'm\ )?not\ (?:quite\ |entirely\ |really\ )?(?:sure|certain)
            (?!\ (?:i\ (?:heard|understood|follow|got|caught)|what\ you))
      | i\ (?:don't|do\ not)\ (?:currently\ )?have\ (?:any\ |the\ |those\ |specific\ )*{_KNOWLEDGE}
      | i\ (?:can't|cannot|can\ not)\ (?:see|tell\ you|say|answer|look\ up|find)\b
      | i(?:'m|\ am)\ (?:not\ able|unable)\ to\ (?:see|tell|say|answer|look\ up|find|confirm)\b
      | i\ (?:couldn't|could\ not)\ find\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"[^.!?…]*[^.!?…\s][^.!?…]*\?")
# What an analysis says where there was none.
_NONE = frozenset({"", "false", "no", "none", "n/a", "na", "null", "0", "-"})


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    line: int | None = None
    start_ms: int | None = None


def keep(call: Call, turns: Sequence[dict[str, Any]] | None = None) -> None:
    """After a call was told or told anew; its transcript is read where it is not given. Inside the
    transaction that writes the call.
    """
    rows = UnansweredQuestion.objects.filter(call=call)
    if call.rank < Rank.ENDED or call.is_example or call.erased_at is not None:
        rows.delete()
        return
    if turns is None:
        said = Transcript.objects.filter(call=call).values_list("turns", flat=True).first()
        turns = said or []
    found = {(one.line, one.text): one for one in asked(call, turns)}
    for row in rows:
        if found.pop((row.line, row.text), None) is None:
            row.delete()
        else:
            _follow([call])
    UnansweredQuestion.objects.bulk_create(_row(call, one) for one in found.values())


def follow(calls: Sequence[Call]) -> None:
    """They are somebody else's now."""
    _follow(calls)


def asked(call: Call, turns: Sequence[dict[str, Any]]) -> list[Asked]:
    if not call.spoken or call.outcome in WITHOUT_CONVERSATION:
        return []
    found = list(_in_words(turns))
    for text in _in_analysis(call):
        if not text:
            last = [one for place, turn in enumerate(turns) for one in _questions(place, turn)]
            found.extend(last[-1:] if not found else [])
        elif not any(faq_matching.alike(text, one.text) >= faq_matching.LIKE for one in found):
            found.append(_placed(text, turns))
    return found


def _in_words(turns: Sequence[dict[str, Any]]) -> Iterator[Asked]:
    """What the caller asked last before the assistant said that it did not know."""
    last: list[Asked] = []
    for place, turn in enumerate(turns):
        if turn["role"] == "user":
            last = [*last, *_questions(place, turn)]
            continue
        if last and _NOT_KNOWN.search(turn["text"].replace("’", "'")):
            yield last[-1]
        last = []


def _questions(place: int, turn: dict[str, Any]) -> list[Asked]:
    if turn["role"] != "user":
        return []
    sentences = (" ".join(one.split()) for one in _SENTENCE.findall(turn["text"]))
    return [Asked(one[:LONGEST], place, turn.get("start_ms")) for one in sentences]


def _in_analysis(call: Call) -> Iterator[str]:
    """The questions in it, "" of one that it does not tell."""
    for rule in call.agent.meanings if call.agent else ():
        value = str(call.analysis.get(rule["field"], "")).strip()
        if rule["means"] != MEANING or value.casefold() in _NONE:
            continue
        if not rule["value"]:
            yield " ".join(value.split())[:LONGEST]
        elif rule["value"].casefold() == value.casefold():
            yield ""


def _placed(text: str, turns: Sequence[dict[str, Any]]) -> Asked:
    """With the moment in which the caller asked something like it."""
    said = [(place, turn) for place, turn in enumerate(turns) if turn["role"] == "user"]
    best = faq_matching.best(text, [[turn["text"]] for _place, turn in said])
    if best is None:
        return Asked(text)
    place, turn = said[best.place]
    return Asked(text, place, turn.get("start_ms"))


def _row(call: Call, one: Asked) -> UnansweredQuestion:
    return UnansweredQuestion(
        agency_id=call.agency_id,
        call=call,
        client_id=call.client_id,
        agent_id=call.agent_id,
        text=one.text,
        line=one.line,
        start_ms=one.start_ms,
        asked_at=call.started_at + timedelta(milliseconds=one.start_ms or 0),
    )


def _follow(calls: Sequence[Call]) -> None:
    whose: dict[tuple[int | None, int | None], list[int]] = {}
    for call in calls:
        whose.setdefault((call.client_id, call.agent_id), []).append(call.pk)
    for (client_id, agent_id), ids in whose.items():
        rows = UnansweredQuestion.objects.filter(call_id__in=ids)
        rows.update(client_id=client_id, agent_id=agent_id)
