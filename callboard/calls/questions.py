"""What callers asked and the assistant did not know, the same questions together."""

from collections.abc import Sequence
from dataclasses import dataclass

from callboard.agents import faq_matching
from callboard.agents.faq_matching import LIKE, Ways, words
from callboard.calls.models import UnansweredQuestion


@dataclass(frozen=True, slots=True)
class Question:
    """As the newest caller asked it; `asked` are all moments, newest first."""

    text: str
    asked: tuple[UnansweredQuestion, ...]

    @property
    def newest(self) -> UnansweredQuestion:
        return self.asked[0]

    @property
    def calls(self) -> int:
        return len({one.call_id for one in self.asked})


def together(rows: Sequence[UnansweredQuestion], client_id: int) -> list[Question]:
    """`rows` are newest first, and so is what comes of them; without what the client's people put
    aside, and its like. One query, or none.
    """
    if not rows:
        return []
    unwanted = Ways()
    aside = UnansweredQuestion.objects.put_aside().filter(client_id=client_id)
    for text in aside.values_list("text", flat=True):
        unwanted.add(words(text))
    groups = faq_matching.groups(row.text for row in rows)
    found = [tuple(rows[place] for place in group) for group in groups]
    return [
        Question(asked[0].text, asked)
        for asked in found
        if unwanted.first(words(asked[0].text), LIKE) is None
    ]
