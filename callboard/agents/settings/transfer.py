"""When an agent puts a caller through to a person, and to which number."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_NUMBERS = 4


class When(models.TextChoices):
    ASKED = "asked", _("A caller asks for a person")
    URGENT = "urgent", _("It is urgent")
    UNANSWERED = "unanswered", _("A question can’t be answered")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` in E.164; tried in their order."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Without `lines` nobody is put through. `only_open`: within the opening hours alone, and a
    message is taken at other times.
    """

    lines: tuple[Line, ...] = ()
    when: tuple[str, ...] = ()
    only_open: bool = True

    def stored(self) -> dict[str, Any]:
        return {
            "lines": [asdict(line) for line in self.lines],
            "when": list(self.when),
            "only_open": self.only_open,
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(
            lines=tuple(Line(**line) for line in stored["lines"]),
            when=tuple(stored["when"]),
            only_open=stored["only_open"],
        )
