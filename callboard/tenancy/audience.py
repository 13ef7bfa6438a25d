"""Who a view is for. Every view declares it; one without is answered 404 and fails the system
check.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Side(Enum):
    PUBLIC = "public"  # anybody on the agency's host
    PERSON = "person"  # anybody signed in
    MEMBER = "member"  # a client's people, in their portal
    STAFF = "staff"  # the agency's people
    HOOK = "hook"  # a provider, known by its secret
    OPERATOR = "operator"  # machines that watch the installation, on any host


@dataclass(frozen=True, slots=True)
class Audience:
    side: Side
    right: str = ""


def _for(audience: Audience) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined]
        return view

    return declare


public = _for(Audience(Side.PUBLIC))
person = _for(Audience(Side.PERSON))
member = _for(Audience(Side.MEMBER))
hook = _for(Audience(Side.HOOK))
operator = _for(Audience(Side.OPERATOR))


def staff(right: str) -> Callable[[View], View]:
    """For staff whose role has this right (`callboard.people.roles`); other staff get 403."""
    return _for(Audience(Side.STAFF, right))


def of(view: Callable[..., Any]) -> Audience | None:
    return getattr(view, "audience", None)
