"""Who is told of changes to an assistant that only the agency can put live, and of what it did."""

from datetime import timedelta

from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.agents.models import ChangeRequest, Publication
from callboard.agents.models.publication import State
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.notices import agency_news
from callboard.people.models import Membership

# What waits stands in the agency's list in any case.
BY_CLIENT = Limit(
    "telling the agency of changes of a client's assistant, hour", 10, timedelta(hours=1)
)


def moved(one: Publication) -> None:
    """Inside the transaction in which it came to where it stands."""
    if one.state == State.WAITING and not one.asked_by_staff:
        _tell_agency("change_waiting", one.pk, one)
    elif one.settled_by_name and not one.asked_by_staff:
        _tell_asker(one)


def asked(made: ChangeRequest) -> None:
    """Inside the transaction of the request."""
    _tell_agency("change_asked", made.pk, made)


def _tell_agency(kind: str, about: int, what: Publication | ChangeRequest) -> None:
    now = timezone.now()
    if BY_CLIENT.hit(what.agency_id, what.client_id, at=now).exceeded:
        return
    agency = Agency.objects.get(pk=what.agency_id)
    for place in agency_news.readers():
        outbox.enqueue(
            agency=agency,
            client_id=what.client_id,
            kind=kind,
            about=about,
            generation=1,
            to_address=place.user.email,
            to_name=place.user.name,
            at=now,
        )


def _tell_asker(one: Publication) -> None:
    """If that person still has access."""
    people = Membership.objects.active().select_related("user")
    rows = people.filter(client_id=one.client_id, user__public_id=one.asked_by_id)
    person = rows.first() if one.asked_by_id else None
    if person is not None:
        outbox.enqueue(
            agency=Agency.objects.get(pk=one.agency_id),
            client_id=one.client_id,
            kind="change_settled",
            about=one.pk,
            generation=1,
            to_address=person.user.email,
            to_name=person.user.name,
        )
