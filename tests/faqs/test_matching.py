"""Whatever words callers use, the same question is found; and none where none fits."""

import pytest

from callboard.agents import faq_matching
from callboard.agents.faq_matching import Questions

FAQS = [
    ["Do you take Delta Dental?"],
    ["What are your opening hours?", "Are you open on Saturdays?"],
    ["Where can I park?"],
    ["What does whitening cost?"],
    ["Do you see children?"],
    ["How long does a cleaning take?"],
]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("Do you accept Delta Dental insurance?", 0),
        ("Hello, are you open on saturday", 1),
        ("What time do you open tomorrow?", 1),
        ("Hi there, I have a quick question. Is there parking? I come by car.", 2),
        ("how much is WHITENING", 3),
        ("Can my kids come along?", 4),
        ("Do you have a night guard for me?", None),
        ("What does a crown cost?", None),
        ("How long does a root canal take?", None),
        ("How long will a cleaning take for my son?", 5),
        ("Do you take my insurance?", None),
        ("hello", None),
        ("", None),
        ("?!…", None),
        ("\ud800 \x00", None),
    ],
)
def test_a_caller_s_words_find_the_question(asked: str, place: int | None) -> None:
    found = Questions(FAQS).best(asked)
    assert (found.place if found else None) == place


def test_nothing_is_found_among_nothing() -> None:
    assert Questions([]).best("Where can I park?") is None
    assert Questions([[], [""]]).best("Where can I park?") is None


def test_the_same_questions_come_together_in_their_order() -> None:
    asked = ["Do you take Delta Dental?", "Can I pay later?", "Are you in Delta Dental's network?"]
    assert faq_matching.groups([*asked, "delta dental?"]) == [[0, 2, 3], [1]]
