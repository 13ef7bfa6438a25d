"""Who looks at an assistant's settings: which sections they see, and which they may change."""

from dataclasses import dataclass
from typing import Self

from callboard.agents.settings.sections import OF_CLIENTS, Section
from callboard.people.person import Person
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Reader:
    sees: tuple[Section, ...]
    edits: tuple[Section, ...]
    is_staff: bool

    @classmethod
    def of_staff(cls, person: Person) -> Self:
        every = tuple(Section)
        return cls(every, every if person.may("agents.edit") else (), is_staff=True)

    @classmethod
    def of_client(cls, levels: Visibility) -> Self:
        """The agency's notice is seen where the greeting is, and never changed."""
        seen = tuple(section for section in OF_CLIENTS if levels.sees(_item(section)))
        notice = (Section.NOTICE,) if Section.GREETING in seen else ()
        edits = tuple(section for section in seen if levels.edits(_item(section)))
        return cls((*notice, *seen), edits, is_staff=False)


def _item(section: Section) -> str:
    return f"assistant.{section.value}"
