"""The rule of whose call it is, beside a reference that tries every rule in turn."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from callboard.agents import whose
from callboard.agents.models.agent import Takes

NUMBERS = ["+14155550100", "+14155550101"]
WRITTEN = {"+14155550100": "(415) 555-0100", "+14155550101": "1 415 555 0101"}
IDS = ["assistant", "squad", "other"]


@dataclass(unsafe_hash=True)
class Rule:
    takes: str
    external_id: str
    number: str


rules = st.builds(
    Rule, st.sampled_from(Takes), st.sampled_from(IDS), st.sampled_from(["", *NUMBERS])
)


def reference(rules: list[Rule], references: list[str], number: str) -> Rule | None:
    """Most specific first; the first step that anybody claims decides."""
    steps = [
        *((Takes.AGENT_AND_NUMBER, one) for one in references),
        *((Takes.AGENT, one) for one in references),
        (Takes.NUMBER, None),
    ]
    for takes, external_id in steps:
        found = [
            rule
            for rule in rules
            if rule.takes == takes
            and (external_id is None or rule.external_id == external_id)
            and (takes == Takes.AGENT or (number != "" and rule.number == number))
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


@given(
    st.lists(rules, max_size=6, unique=True),
    st.lists(st.sampled_from(IDS), max_size=3, unique=True),
    st.sampled_from(["", *NUMBERS]),
)
def test_any_rules_and_any_call(rules: list[Rule], references: list[str], number: str) -> None:
    written = WRITTEN.get(number, number)
    assert whose.owner(rules, references, written) == reference(rules, references, number)


def test_one_agent_of_two_clients_is_told_apart_by_the_number() -> None:
    mine, theirs = (Rule(Takes.AGENT_AND_NUMBER, "assistant", number) for number in NUMBERS)
    assert whose.owner([mine, theirs], ["assistant"], "(415) 555-0101") == theirs
    assert whose.owner([mine, theirs], ["assistant"], "+14155550102") is None
    assert whose.owner([mine, theirs], ["assistant"], "") is None


def test_what_is_no_number_is_compared_as_it_stands() -> None:
    rule = Rule(Takes.NUMBER, "", "sip:desk@inn.example")
    assert whose.owner([rule], [], "sip:desk@inn.example") == rule
    assert whose.owner([rule], [], "sip:else@inn.example") is None
