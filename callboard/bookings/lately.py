"""Which tools an agent used in its latest calls, for whoever says what they mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from callboard.agents.booking_tools import BookingTools
from callboard.agents.models import Agent
from callboard.bookings.presets import Meaning, meaning_of
from callboard.calls.models import Call, ToolUses
from callboard.calls.tool_uses import kept_of

_LOOKED_AT = 30
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Lately:
    """`places` are the paths of what it was given the last time; what stood there is not told."""

    name: str
    times: int
    meaning: Meaning | None
    places: tuple[str, ...]


def tools_of(agent: Agent) -> list[Lately]:
    """Most used first."""
    tools = BookingTools.of(agent)
    times: dict[str, int] = {}
    places: dict[str, tuple[str, ...]] = {}
    for call in _latest(agent):
        for use in kept_of(call):
            times[use.name] = times.get(use.name, 0) + 1
            places.setdefault(use.name, tuple(_paths(use.arguments))[:_MOST_PLACES])
    return [
        Lately(name, count, meaning_of(name, tools), places[name])
        for name, count in sorted(times.items(), key=lambda one: (-one[1], one[0]))
    ]


def _latest(agent: Agent) -> Iterator[Call]:
    rows = ToolUses.objects.filter(call__agent=agent).select_related("call").order_by("-pk")
    for row in rows.defer("call__known", "call__summary")[:_LOOKED_AT]:
        row.call.tool_uses = row
        yield row.call


def _paths(node: Any, before: str = "") -> Iterator[str]:
    inside: list[tuple[str, Any]] = []
    if isinstance(node, Mapping):
        inside = [(str(key), value) for key, value in node.items()]
    elif isinstance(node, list):
        inside = [(str(place), value) for place, value in enumerate(node[:2])]
    for key, value in inside:
        path = f"{before}.{key}" if before else key
        if isinstance(value, Mapping | list):
            yield from _paths(value, path)
        else:
            yield path
