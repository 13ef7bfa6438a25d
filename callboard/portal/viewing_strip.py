"""The strip above every page of a portal that one of the staff sees as the client."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from callboard.people.person import Person
from callboard.portal import viewing_limits
from callboard.ui.times import clock_time


@dataclass(frozen=True, slots=True)
class Strip:
    """`minutes` are those left, `until` the time on the reader's own clock. `misses_billing` where
    the client's people see more than the viewer.
    """

    whose: str
    minutes: int
    until: str
    exit: str
    misses_billing: bool


def strip(request: HttpRequest) -> Strip | None:
    """None for everybody else, and for a viewing that is over."""
    person, now = getattr(request, "person", None), timezone.now()
    if not isinstance(person, Person) or person.viewing is None:
        return None
    viewing = person.viewing
    if viewing.is_over(now):
        return None
    agency = request.agency  # type: ignore[attr-defined]
    return Strip(
        whose=viewing.client.name,
        minutes=-((now - viewing.ends_at) // timedelta(minutes=1)),
        until=clock_time(viewing.ends_at, person.user.time_zone or agency.time_zone),
        exit=reverse("desk:viewing_end"),
        misses_billing=viewing_limits.misses_billing(person, agency, viewing.client),
    )
