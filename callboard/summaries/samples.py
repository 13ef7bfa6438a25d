"""A summary to look at: the client's own last week, or, before there was one, an example that says
so.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.insights.numbers import Comparison, Numbers
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.mail.messages import Message
from callboard.people.models import Membership
from callboard.people.refusals import LimitReached
from callboard.summaries import content, mornings
from callboard.summaries.content import Content
from callboard.summaries.letter import Foot, letter
from callboard.summaries.mornings import WEEK, Due

PER_PERSON = Limit("samples of a summary to a person, hour", 3, timedelta(hours=1))
_EXAMPLE = Comparison(
    now=Numbers(calls=38, booked=9, put_through=4, duration_ms=5_640_000),
    before=Numbers(calls=26, booked=7, put_through=4, duration_ms=3_900_000),
)


def last_week(client: Client, now: datetime) -> Due:
    """The one that the present week's summary tells, or told."""
    return Due(mornings.monday_of(mornings.latest(now, 0, client.time_zone)), WEEK)


def letter_of(agency: Agency, client: Client, foot: Foot, now: datetime) -> Message | None:
    """None where the agency hides the calls: then no summary is ever mailed."""
    due = last_week(client, now)
    found = content.of(client, due, now)
    example = found.is_silent
    if example:
        monday = due.period.first
        busiest = (monday + timedelta(days=1), 11)
        found = Content(numbers=_EXAMPLE, busiest=busiest, after_hours=12, waiting=2)
    return letter(agency, client, due, found, foot, example=example)


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
            kind="summary_sample",
            about=person.pk,
            generation=1,
            to_address=person.user.email,
            to_name=person.user.name,
            at=now,
        )
