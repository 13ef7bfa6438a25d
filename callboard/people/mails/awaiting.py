"""What a client will find in its portal, for the words of its invitation."""

from collections.abc import Callable
from dataclasses import dataclass

from callboard.agencies.models import Client


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What the client will find in its portal: who answers there, and whether there is a call to
    hear.
    """

    agent: str = ""
    has_calls: bool = False


def _nothing(client: Client) -> Awaiting:
    return Awaiting()


# Agents and calls stand above this layer; they say what awaits a client (`callboard.calls.apps`).
what_awaits: Callable[[Client], Awaiting] = _nothing


def use_for_what_awaits(source: Callable[[Client], Awaiting]) -> None:
    global what_awaits  # noqa: PLW0603 - set once, when the apps are ready
    what_awaits = source
