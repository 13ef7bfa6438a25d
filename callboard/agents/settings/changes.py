"""What differs between two versions, in words: "Friday", "9 AM – 5 PM", "9 AM – 3 PM"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from callboard.agents.settings import words
from callboard.agents.settings.sections import Content, Section, differing


@dataclass(frozen=True, slots=True)
class Change:
    """One line. `was` is "" for what is new, `becomes` for what is gone."""

    section: Section
    what: str
    was: str
    becomes: str

    @property
    def label(self) -> str:
        """With the section, where it does not say by itself what it is about."""
        alone = self.section is Section.HOURS or self.what == str(self.section.label)
        return self.what if alone else f"{self.section.label}: {self.what}"


def between(before: Content, after: Content, among: Iterable[Section]) -> list[Change]:
    return [
        Change(section, *line)
        for section in differing(before, after, among)
        for line in _lines(section, before.get(section), after.get(section))
    ]


def _lines(section: Section, before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    was, becomes = words.lines(section, before), words.lines(section, after)
    for what in dict.fromkeys(label for label, _text in [*was, *becomes]):
        # Of several of a kind (numbers, holidays) those that stay are left out.
        gone = [text for label, text in was if label == what and (label, text) not in becomes]
        come = [text for label, text in becomes if label == what and (label, text) not in was]
        for place in range(max(len(gone), len(come))):
            yield (
                what,
                gone[place] if place < len(gone) else "",
                come[place] if place < len(come) else "",
            )
