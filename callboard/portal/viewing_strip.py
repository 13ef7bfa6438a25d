"""The strip above every page of a portal that one of the staff sees as the client."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from callboard.people.person import Person
from callboard.ui.times import clock_time


@dataclass(frozen=True, slots=True)
class Strip:
    """`minutes` are those left, `until` the time on the reader's own clock."""

    whose: str
    minutes: int
    until: str
    exit: str


def strip(request: HttpRequest) -> Strip | None:
    """None for everybody else, and for a viewing that is over."""
    person, now = getattr(request, "person", None), timezone.now()
    if not isinstance(person, Person) or person.viewing is None:
        return None
    viewing = person.viewing
    if viewing.is_over(now):
        return None
    zone = person.user.time_zone or request.agency.time_zone  # type: ignore[attr-defined]
    return Strip(
        whose=viewing.client.name,
        minutes=-((now - viewing.ends_at) // timedelta(minutes=1)),
        until=clock_time(viewing.ends_at, zone),
        exit=reverse("desk:viewing_end"),
    )
