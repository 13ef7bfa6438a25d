"""How many calls somebody has not read: beside "Calls" on every page of the portal."""

from django.http import HttpRequest

from callboard.calls import reading
from callboard.people.person import Person
from callboard.tenancy import scope


def count(request: HttpRequest) -> int:
    """Asked once for a page. Nobody but the client's people has unread calls."""
    person = getattr(request, "person", None)
    if not isinstance(person, Person) or person.membership is None:
        return 0
    if not request.visibility.sees("calls"):  # type: ignore[attr-defined]
        return 0
    if not hasattr(request, "unread_calls"):
        reader = person.membership
        with scope.client(reader.agency_id, reader.client_id):
            request.unread_calls = reading.count_unread(reader)  # type: ignore[attr-defined]
    return int(request.unread_calls)  # type: ignore[attr-defined]


def told(request: HttpRequest) -> str:
    """ "3", "99+", or "" for none."""
    unread = count(request)
    return f"{reading.COUNTED}+" if unread > reading.COUNTED else str(unread or "")
