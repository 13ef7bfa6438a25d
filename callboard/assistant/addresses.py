"""Where an assistant's pages are, on the side from which somebody looks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from callboard.agents.models import Agent

Of = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Addresses:
    """`request` is None on the agency's side, which asks nobody; `withdrawal` and `notifications`
    are "" there.
    """

    page: str
    news: str
    publication: str
    withdrawal: str
    discarding: str
    history: str
    section: Of
    restoration: Of
    sample: Of
    request: Of | None
    notifications: str


def in_portal(agent: Agent) -> Addresses:
    return _of("portal:assistant", agent, request=True)


def at_desk(agent: Agent) -> Addresses:
    return _of("desk:settings", agent, request=False)


def _of(name: str, agent: Agent, *, request: bool) -> Addresses:
    def at(*what: str) -> str:
        return reverse("_".join([name, *what]), args=[agent.public_id])

    def within(what: str, part: str) -> str:
        return reverse(f"{name}_{what}", args=[agent.public_id, part])

    return Addresses(
        page=at(),
        news=at("news"),
        publication=at("publication"),
        withdrawal=at("withdrawal") if request else "",
        discarding=at("discarding"),
        history=at("history"),
        section=partial(within, "section"),
        restoration=partial(within, "restoration"),
        sample=partial(within, "sample"),
        request=partial(within, "request") if request else None,
        notifications=reverse("portal:notifications") if request else "",
    )
