"""A request as the portal's pages see it: behind the host and audience middlewares."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from callboard.agencies.models import Agency, Client
from callboard.people.person import Anonymous, Person
from callboard.visibility.visibility import Visibility


class PublicRequest(HttpRequest):
    """Only a type: anybody on an agency's host."""

    agency: Agency
    person: Person | Anonymous
    htmx: HtmxDetails


class PersonRequest(HttpRequest):
    """Only a type: somebody signed in."""

    agency: Agency
    person: Person
    visibility: Visibility
    htmx: HtmxDetails


def client_of(request: PersonRequest) -> Client:
    """The client whose portal this is; the audience middleware has seen to it that there is one."""
    client = request.person.client
    if client is None:
        raise LookupError("no client is chosen")
    return client


def zone_of(request: PersonRequest) -> str:
    """The reader's own zone if one was chosen, else the business's; whoever views a portal sees it
    as the business does.
    """
    if request.person.viewing is not None:
        return client_of(request).time_zone
    return request.person.user.time_zone or client_of(request).time_zone
