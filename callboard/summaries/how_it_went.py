"""How a week went for each of an agency's clients, worst first: calls, bookings, who was in the
portal, and what went wrong.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import gettext as _

from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls.models import Call, DailyCalls, Result
from callboard.insights.period import Period
from callboard.people import access
from callboard.people.access import Access
from callboard.people.models import Invitation, Membership, Session
from callboard.summaries.mornings import Due

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

# A line that was never busy is not silent.
BUSY_WITHIN = timedelta(weeks=4)
# Of fewer calls in the week before, fewer say nothing.
FEWEST = 20


@dataclass(frozen=True, slots=True)
class Trouble:
    """The heavier, the sooner it is told."""

    weight: int
    words: str
    tone: str


@dataclass(slots=True)
class Row:
    client: "ClientWithAccess"
    calls: int = 0
    before: int = 0
    booked: int = 0
    there: list[str] = field(default_factory=list)
    not_there: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def access_words(self) -> str:
        return str(Access(self.client.access).label)

    @property
    def badness(self) -> int:
        return sum(10**one.weight for one in self.troubles)


@dataclass(frozen=True, slots=True)
class Report:
    """`reaches_back` where calls were counted before the earlier week too: else to compare with it
    would be unfair.
    """

    period: Period
    rows: list[Row]
    reaches_back: bool

    @property
    def calls(self) -> int:
        return sum(row.calls for row in self.rows)

    @property
    def before(self) -> int:
        return sum(row.before for row in self.rows)

    @property
    def booked(self) -> int:
        return sum(row.booked for row in self.rows)

    @property
    def active(self) -> int:
        return sum(row.client.access == Access.ACTIVE for row in self.rows)

    @property
    def visited(self) -> int:
        """Portals in which somebody was."""
        return sum(bool(row.there) for row in self.rows)

    @property
    def troubled(self) -> list[Row]:
        return [row for row in self.rows if row.troubles]


def of(agency: Agency, due: Due, now: datetime) -> Report:
    """Inside the agency's scope. A fixed number of statements, however many clients there are."""
    clients = access.with_access(Client.objects.current(), now)
    rows = {one.pk: Row(one) for one in clients.order_by("name", "pk")}
    bounds = _bounds(due.period, agency.time_zone)
    _count(rows, due.period)
    _see_people(rows, *bounds)
    _see_invitations(rows, bounds[0], min(bounds[1], now))
    _see_agents(rows, *bounds)
    for row in rows.values():
        row.troubles += _troubles(row)
        row.troubles.sort(key=lambda one: -one.weight)
    ordered = sorted(rows.values(), key=lambda row: (-row.badness, row.client.name.casefold()))
    earlier = DailyCalls.objects.filter(client_id__in=list(rows), calls__gt=0)
    reaches_back = earlier.filter(day__lte=due.period.before.first).exists()
    return Report(due.period, ordered, reaches_back)


def _bounds(period: Period, zone: str) -> tuple[datetime, datetime]:
    place, after = ZoneInfo(zone), period.last + timedelta(days=1)
    return (
        datetime.combine(period.first, time(0), place),
        datetime.combine(after, time(0), place),
    )


def _count(rows: dict[int, Row], period: Period) -> None:
    """Each client's days are those of its own calendar."""
    days = DailyCalls.objects.filter(
        client_id__in=list(rows), day__range=(period.before.first, period.last)
    ).exclude(result=Result.SPAM)
    counted: Iterable[tuple[int, date, str, int]] = (
        days.order_by().values_list("client_id", "day", "result").annotate(n=Sum("calls"))
    )
    for client_id, day, result, calls in counted:
        row = rows[client_id]
        if day < period.first:
            row.before += calls
            continue
        row.calls += calls
        row.booked += calls if result == Result.BOOKED else 0


def _see_people(rows: dict[int, Row], since: datetime, until: datetime) -> None:
    people = Membership.objects.active().filter(client_id__in=list(rows)).select_related("user")
    members = list(people.order_by("since", "pk"))
    seen = Session.objects.filter(
        user_id__in={one.user_id for one in members},
        last_seen_at__gte=since,
        created_at__lt=until,
    )
    there = set(seen.values_list("user_id", flat=True))
    for one in members:
        row = rows[one.client_id]
        names = row.there if one.user_id in there else row.not_there
        names.append(one.user.name or one.user.email)


def _see_invitations(rows: dict[int, Row], since: datetime, until: datetime) -> None:
    ran_out = Invitation.objects.open().filter(
        client_id__in=list(rows), expires_at__gte=since, expires_at__lt=until
    )
    for client_id, address in ran_out.order_by("pk").values_list("client_id", "address"):
        words = _("The invitation of %(address)s ran out") % {"address": address}
        rows[client_id].troubles.append(Trouble(3, words, "amber"))


def _see_agents(rows: dict[int, Row], since: datetime, until: datetime) -> None:
    of_agent = Call.objects.filter(agent=OuterRef("pk"))
    silent = (
        Agent.objects.filter(client_id__in=list(rows), stage=Stage.DEPLOYED)
        .filter(Exists(of_agent.filter(started_at__gte=since - BUSY_WITHIN, started_at__lt=since)))
        .exclude(Exists(of_agent.filter(started_at__gte=since, started_at__lt=until)))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for client_id, name in silent.order_by("pk").values_list("client_id", "name"):
        found[client_id].append(name)
    for client_id, names in found.items():
        words = _("No calls reached %(agent)s all week") % {"agent": ", ".join(names)}
        rows[client_id].troubles.append(Trouble(4, words, "red"))


def _troubles(row: Row) -> list[Trouble]:
    """What the numbers and the access state say by themselves."""
    found = []
    if row.client.access == Access.INVITE_BOUNCED:
        found.append(Trouble(5, _("The invitation came back"), "red"))
    if row.client.access == Access.ACTIVE and not row.there:
        found.append(Trouble(2, _("Nobody was in the portal"), "amber"))
    if row.before >= FEWEST and 0 < row.calls * 2 < row.before:
        found.append(Trouble(1, _("Fewer than half the calls of the week before"), "amber"))
    if row.calls and row.client.access in (Access.NO_EMAIL, Access.EMAIL_SET):
        found.append(Trouble(1, _("Calls come in, nobody is invited"), "amber"))
    # Of one that bounced it is said above; revoking was the agency's own will.
    if row.calls and row.client.access == Access.INVITE_EXPIRED:
        found.append(Trouble(1, _("Calls come in, nobody can see them"), "amber"))
    return found
