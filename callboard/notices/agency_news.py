"""What a client's people say of a call reaches the agency at once: that it was not handled well,
and that they flagged it.

It is told to the owners unless they switched it off, and to who else of the staff switched it on;
of one call by one person once a day, however often they change their mind."""

from datetime import timedelta

from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.calls.models import Call, Feedback
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.people.models import Staff, User
from callboard.people.roles import Role

ONCE = Limit("telling the agency of a call, day", 1, timedelta(days=1))
# The list of what clients say has them all.
BY_CLIENT = Limit("telling the agency of a client's calls, hour", 30, timedelta(hours=1))


def wants(user: User) -> bool:
    """False for who does not work for the agency."""
    place = Staff.objects.filter(user=user, ended_at__isnull=True).first()
    return place is not None and _wants(place)


def choose(user: User, *, wanted: bool) -> None:
    Staff.objects.filter(user=user, ended_at__isnull=True).update(tell_of_calls=wanted)


def unhappy(given: Feedback) -> None:
    """Inside the transaction in which somebody said so."""
    _tell("call_judged", given.pk, given.call, given.user)


def flagged(call: Call, by: User) -> None:
    """Inside the transaction of the flag. What the agency's own people flag, it knows."""
    if not Staff.objects.filter(user=by, ended_at__isnull=True).exists():
        _tell("call_flagged", call.pk, call, by)


def readers() -> list[Staff]:
    """Who of the staff is told, with their accounts; inside the agency's scope."""
    places = Staff.objects.filter(ended_at__isnull=True).select_related("user").order_by("pk")
    return [place for place in places if _wants(place)]


def _tell(kind: str, about: int, call: Call, by: User) -> None:
    now = timezone.now()
    if ONCE.hit(call.agency_id, kind, call.pk, by.pk, at=now).exceeded:
        return
    if BY_CLIENT.hit(call.agency_id, call.client_id, at=now).exceeded:
        return
    agency = Agency.objects.get(pk=call.agency_id)
    for place in readers():
        outbox.enqueue(
            agency=agency,
            client_id=call.client_id,
            kind=kind,
            about=about,
            generation=1,
            to_address=place.user.email,
            to_name=place.user.name,
            at=now,
        )


def _wants(place: Staff) -> bool:
    return place.role == Role.OWNER if place.tell_of_calls is None else bool(place.tell_of_calls)
