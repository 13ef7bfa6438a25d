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
    """`right` is what staff need. `item` is what a client's people have to see
    (`callboard.visibility.catalogue`), and with `edits` may have to change.
    """

    side: Side
    right: str = ""
    item: str = ""
    edits: bool = False


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


def member_sees(item: str) -> Callable[[View], View]:
    """For a client's people, where this is not hidden from them: then the page is not there (404).
    What the view sends or does is all theirs who see it.
    """
    return _for(Audience(Side.MEMBER, item=item))


def member_edits(item: str) -> Callable[[View], View]:
    """Likewise; and what changes something, a POST, is refused (403) to who only sees it."""
    return _for(Audience(Side.MEMBER, item=item, edits=True))


def of(view: Callable[..., Any]) -> Audience | None:
    return getattr(view, "audience", None)
