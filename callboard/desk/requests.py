"""A request as the agency's pages see it: behind the host and audience middlewares."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from callboard.agencies.models import Agency
from callboard.people.person import Person


class StaffRequest(HttpRequest):
    """Only a type: no view gets another kind of person, the middleware sees to that."""

    agency: Agency
    person: Person
    htmx: HtmxDetails


def zone_of(request: StaffRequest, otherwise: str = "") -> str:
    """The reader's own zone, else the one given (a client's), else the agency's."""
    return request.person.user.time_zone or otherwise or request.agency.time_zone
