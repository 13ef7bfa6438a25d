"""What of a call says that its caller asked something in vain.

None is invented. Either the assistant said so itself in answer to a question, or a field of the
provider's analysis does that the agency mapped (`MEANING`): its value is the question, or only says
that there was one, which then is the last that the caller asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from callboard.agents import faq_matching
from callboard.agents.faq_matching import LIKE, Questions
from callboard.calls.models import Call
from callboard.calls.vocabulary import WITHOUT_CONVERSATION, Rank

Turns = Sequence[dict[str, Any]]

MEANING = "question_unanswered"
LONGEST = 300
# How alike what a caller said must be to what an analysis, in words of its own, says was asked.
_PLACED = 0.4

_KNOWLEDGE = (
    r"(?:information|details?|answers?|records?|prices?|that|this|access\ to|it\ in\ front)"
)
# Nothing free at that time is no question without an answer.
_NO_TIME = (
    r"(?![^.!?]{0,60}\b(?:appointments?|availab\w+|bookings?|openings?|slots?|spots?|times?)\b)"
)
_NOT_KNOWN = re.compile(
    rf"""\b(?:
        i\ (?:really\ |actually\ |just\ )?(?:don't|do\ not)\ (?:actually\ |really\ )?know\b
      | i(?:'m|\ am)\ (?:afraid\ i'm\ )?not\ (?:quite\ |entirely\ |really\ )?(?:sure|certain)
            (?!\ (?:i\ (?:heard|understood|follow|got|caught)|what\ you))
      | i\ (?:don't|do\ not)\ (?:currently\ )?have\ (?:any\ |the\ |those\ |specific\ )*
            {_KNOWLEDGE}\b{_NO_TIME}
      | i\ (?:can't|cannot|can\ not)\ (?:tell\ you|say|answer)\b
      | i(?:'m|\ am)\ (?:not\ able|unable)\ to\ (?:tell|say|answer)\b
      | i\ (?:can't|cannot|can\ not|couldn't|could\ not)\ (?:see|find|look\ up)\b{_NO_TIME}
      | i(?:'m|\ am)\ (?:not\ able|unable)\ to\ (?:see|find|look\ up|confirm)\b{_NO_TIME}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
# What an analysis says where there was none.
_NONE = frozenset({"", "false", "no", "none", "n/a", "na", "null", "0", "-"})


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    line: int | None = None
    start_ms: int | None = None


def asked(call: Call, turns: Turns) -> list[Asked]:
    if not may_be(call):
        return []
    found = list(_in_words(turns))
    for text in _in_analysis(call):
        if not text:
            last = [one for place, turn in enumerate(turns) for one in _questions(place, turn)]
            found.extend(last[-1:] if not found else [])
        elif not any(faq_matching.alike(text, one.text) >= LIKE for one in found):
            found.append(_placed(text, turns))
    return found


def may_be(call: Call) -> bool:
    is_told = call.rank >= Rank.ENDED and call.erased_at is None and not call.is_example
    return is_told and call.spoken and call.outcome not in WITHOUT_CONVERSATION


def _in_words(turns: Turns) -> Iterator[Asked]:
    """What the caller asked last before the assistant said that it did not know."""
    last: list[Asked] = []
    is_answering = False
    for place, turn in enumerate(turns):
        if turn["role"] == "user":
            last = [*([] if is_answering else last), *_questions(place, turn)]
            is_answering = False
            continue
        is_answering = True
        if last and _NOT_KNOWN.search(turn["text"].replace("’", "'")):
            yield last[-1]
            last = []


def _questions(place: int, turn: dict[str, Any]) -> list[Asked]:
    """One that says nothing by itself ("Is it in yet?") goes with what was said before it."""
    if turn["role"] != "user":
        return []
    found, before = list[Asked](), ""
    for one in _SENTENCE.findall(turn["text"]):
        sentence = " ".join(one.split())
        text = sentence if faq_matching.words(sentence) else f"{before} {sentence}".strip()
        if "?" in sentence and faq_matching.words(text):
            found.append(Asked(text[-LONGEST:], place, turn.get("start_ms")))
        before = sentence
    return found


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


def _placed(text: str, turns: Turns) -> Asked:
    """With the moment in which the caller asked something like it."""
    said = [(place, turn) for place, turn in enumerate(turns) if turn["role"] == "user"]
    best = Questions([turn["text"]] for _place, turn in said).best(text, _PLACED)
    if best is None:
        return Asked(text)
    place, turn = said[best.place]
    return Asked(text, place, turn.get("start_ms"))
