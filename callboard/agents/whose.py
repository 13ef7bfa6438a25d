"""Whose call it is, as far as the agency has said: the most specific rule that matches.

The agent together with our number goes before the agent (or squad) alone, and that before the
number alone. What two rules claim alike is nobody's: it stays with the agency and is not guessed.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from callboard.agents import numbers
from callboard.agents.models.agent import Takes


class Rule(Protocol):
    """An agent, as far as it says which calls are its own."""

    takes: str
    external_id: str
    number: str


R = TypeVar("R", bound=Rule)
_LEVELS = {Takes.AGENT_AND_NUMBER: 0, Takes.AGENT: 1, Takes.NUMBER: 2}


def owner(rules: Iterable[R], references: Sequence[str], our_number: str) -> R | None:
    """`references` are the ids under which the provider names the agent, most specific first; both
    they and the number may be empty. All rules are of the connection that the call came by.
    """
    claims = [(claim, rule) for rule in rules if (claim := _claim(rule, references, our_number))]
    strongest = min((claim for claim, _rule in claims), default=None)
    found = [rule for claim, rule in claims if claim == strongest]
    return found[0] if len(found) == 1 else None


def _claim(rule: Rule, references: Sequence[str], our_number: str) -> tuple[int, int] | None:
    """The level of the rule and the place of its reference; the least is the strongest."""
    takes = Takes(rule.takes)
    if takes is not Takes.AGENT and not _same(rule.number, our_number):
        return None
    if takes is Takes.NUMBER:
        return _LEVELS[takes], 0
    if rule.external_id not in references:
        return None
    return _LEVELS[takes], references.index(rule.external_id)


def _same(one: str, other: str) -> bool:
    return one != "" and numbers.canonical(one) == numbers.canonical(other)
