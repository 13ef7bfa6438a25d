"""What the people of one client see and may change: what the product begins with, then what the
agency chose for all its clients, then what it chose for this one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from callboard.agencies.models import Agency, Client
from callboard.visibility import catalogue
from callboard.visibility.catalogue import ITEMS, Item
from callboard.visibility.levels import Level

Chosen = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Visibility:
    """A level for each item of the catalogue, as it was chosen. What stands in a section that is
    hidden is hidden with it.
    """

    levels: Mapping[str, Level]

    def sees(self, name: str) -> bool:
        return self._level(name) is not Level.HIDDEN

    def edits(self, name: str) -> bool:
        return self._level(name) is Level.EDIT

    def sees_elsewhere(self, name: str) -> bool:
        """Whether it is seen where other sections tell of it, whatever has become of its own."""
        return self.levels[catalogue.item(name).name] is not Level.HIDDEN

    def without(self, *sections: str) -> Self:
        return replace(self, levels={**self.levels, **dict.fromkeys(sections, Level.HIDDEN)})

    def shown(self, entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Entries of a navigation without those whose `item` is hidden."""
        return [one for one in entries if "item" not in one or self.sees(one["item"])]

    def _level(self, name: str) -> Level:
        item = catalogue.item(name)
        section = self.levels[item.section]
        return section if section is Level.HIDDEN else self.levels[name]


# Of who is in no client's portal.
NOTHING = Visibility(dict.fromkeys(ITEMS, Level.HIDDEN))


def of(agency: Agency, client: Client) -> Visibility:
    """From rows that are read already."""
    choices = client.visibility, agency.visibility
    return Visibility({name: chosen(item, *choices) for name, item in ITEMS.items()})


def chosen(item: Item, *choices: Chosen) -> Level:
    """The first that says something sensible about the item, else what the product begins with."""
    for choice in choices:
        if choice.get(item.name) in item.levels:
            return Level(choice[item.name])
    return item.default
