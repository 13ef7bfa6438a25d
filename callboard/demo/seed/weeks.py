"""The summaries and the report of last Monday: made and sent as they were that morning."""

from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from callboard.agencies.models import Agency
from callboard.demo.cast import HOUSES
from callboard.demo.seed import agencies, mails
from callboard.demo.seed.clock import standing_at
from callboard.people.models import Membership, Session
from callboard.people.models.session import EndReason
from callboard.summaries import mornings, planning, rules, telling
from callboard.summaries.models import AgencyPlan
from callboard.summaries.rules import Rules
from callboard.tenancy import scope

# By then it is past eight from New York to Los Angeles.
AFTER_EIGHT = time(17, 0, tzinfo=UTC)


def tell(now: datetime) -> None:
    """Does nothing where they were told before."""
    at = _last_monday(now)
    with scope.crossing_agencies("the demo begins once"):
        if AgencyPlan.objects.exists():
            return
    with standing_at(at), transaction.atomic():
        planning.plan_new(at - timedelta(days=8))
        for house in HOUSES:
            agency = Agency.objects.get(slug=house.slug)
            with scope.agency(agency.pk):
                by = agencies.cast_of(house, agency).by
                _come_by(agency, at - timedelta(days=4))
                rules.change(agency, Rules(to_contacts=house.tells_contacts), by=by, at=at)
        while telling.drain_once(at):
            pass
    mails.send_due(at + timedelta(seconds=1))


def _come_by(agency: Agency, at: datetime) -> None:
    """One of the people of each second portal was there, and signed out again."""
    people = Membership.objects.active().select_related("user").order_by("client", "pk")
    for number, one in enumerate(people):
        if number % 2 == 0:
            Session.objects.create(
                agency=agency,
                user=one.user,
                membership=one,
                epoch=one.user.epoch,
                host=agency.host,
                key_hash=f"the demo's {one.pk}",
                created_at=at,
                last_seen_at=at + timedelta(minutes=7),
                ended_at=at + timedelta(minutes=7),
                end_reason=EndReason.SIGNED_OUT,
            )


def _last_monday(now: datetime) -> datetime:
    """Not today's: what is under way stays the worker's."""
    monday = datetime.combine(mornings.monday_of(now.astimezone(UTC).date()), AFTER_EIGHT)
    return monday if monday <= now - timedelta(days=1) else monday - timedelta(days=7)
