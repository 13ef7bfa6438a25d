"""A notice to look at, before the first call that is worth one."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.people.models import Membership
from callboard.people.refusals import LimitReached

PER_PERSON = Limit("samples of a notice to a person, hour", 3, timedelta(hours=1))


def send(person: Membership) -> None:
    """Raises `LimitReached`."""
    now = timezone.now()
    with transaction.atomic():
        standing = PER_PERSON.hit(person.agency_id, person.pk, at=now)
        if standing.exceeded:
            raise LimitReached(standing.until)
        outbox.enqueue(
            agency=Agency.objects.get(pk=person.agency_id),
            client_id=person.client_id,
            kind="notice_sample",
            about=person.pk,
            generation=1,
            to_address=person.user.email,
            to_name=person.user.name,
            at=now,
        )
