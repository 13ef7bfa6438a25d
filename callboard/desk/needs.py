"""What waits for the agency: derived from access states and facts, stored nowhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.desk import bulk, verbs, waiting
from callboard.people import access
from callboard.people.access import Access
from callboard.people.models import AccessRequest, Invitation
from callboard.people.models.access_request import RequestState
from callboard.people.models.batch import BatchAct
from callboard.people.person import Person
from callboard.ui.times import ago

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

# The rest of a group is a link to the clients list.
SHOWN = 5
TITLES: dict[Access, str | Promise] = {
    Access.INVITE_BOUNCED: gettext_lazy("Bounced"),
    Access.INVITE_EXPIRED: gettext_lazy("Expired invitations"),
    Access.EMAIL_SET: gettext_lazy("Live, not invited"),
    Access.NO_EMAIL: gettext_lazy("No email"),
}
# What can be done for a whole group at once.
TOGETHER = {Access.INVITE_EXPIRED: BatchAct.RESEND, Access.EMAIL_SET: BatchAct.INVITE}


@dataclass(frozen=True, slots=True)
class Need:
    """One client that waits; `step` is what mends it, None for who may not."""

    client: Client
    fact: str
    step: verbs.Step | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The first few of those that wait for the same; `together` is what can be done for all of
    them, "" for nothing or who may not; `href` is where all are, if that is no list of clients.
    """

    title: str | Promise
    count: int
    needs: list[Need]
    state: str = ""
    together: str = ""
    href: str = ""


def of(person: Person, now: datetime) -> list[Group]:
    """Those with anything in them. The same few queries for any number of clients."""
    clients = Client.objects.current()
    counts = access.counts(clients, now)
    groups = [_asked(clients, now), _changes(now)]
    for state, title in TITLES.items():
        rows = _live_since(access.with_access(clients, now).filter(access=state))
        total = counts[state]
        if state is Access.EMAIL_SET:
            # Nobody misses a portal whose agent answers nothing yet.
            rows = rows.filter(live_since__isnull=False)
            total = access.counts(bulk.answered(BatchAct.INVITE), now)[state]
        found = list(rows.order_by("name", "id")[:SHOWN]) if total else []
        ended = _invitations(found) if state is Access.INVITE_EXPIRED else {}
        needs = [_need(client, state, ended, person, now) for client in found]
        together = TOGETHER.get(state, "") if person.may("clients.invite") and total > 1 else ""
        groups.append(Group(title, total, needs, state.value, together))
    return [group for group in groups if group.needs]


def _asked(clients: QuerySet[Client], now: datetime) -> Group:
    rows = AccessRequest.objects.filter(state=RequestState.OPEN, client__in=clients)
    needs = [
        Need(
            one.client,
            _("%(name)s asked %(ago)s") % {"name": one.name, "ago": ago(one.created_at, now)},
        )
        for one in rows.select_related("client").order_by("id")[:SHOWN]
    ]
    return Group(_("Asked to be invited"), rows.count(), needs)


def _changes(now: datetime) -> Group:
    """What clients published, and nothing but a person can put live; what they asked for."""
    found = [
        (one.publication.client, one.publication.agent, one.publication.asked_at)
        for one in waiting.changes()
    ] + [(one.client, one.agent, one.asked_at) for one in waiting.requests()]
    needs = [
        Need(client, _("%(name)s, %(ago)s") % {"name": agent.name, "ago": ago(at, now)})
        for client, agent, at in found[:SHOWN]
    ]
    return Group(_("Changes for their assistant"), len(found), needs, href=reverse("desk:changes"))


def _live_since(rows: "QuerySet[ClientWithAccess]") -> Any:
    deployed = Agent.objects.filter(client=OuterRef("pk"), stage=Stage.DEPLOYED).order_by()
    first = deployed.values("client").annotate(first=Min("created_at")).values("first")
    return rows.annotate(live_since=Subquery(first))


def _invitations(clients: list[Any]) -> dict[int, Invitation]:
    found: dict[int, Invitation] = Invitation.objects.in_bulk(
        [one.invitation_id for one in clients]
    )
    return found


def _need(
    client: Any, state: Access, ended: dict[int, Invitation], person: Person, now: datetime
) -> Need:
    step = next(iter(verbs.bar(state, client.public_id, person)), None)
    return Need(client, _fact(client, state, ended, now), step)


def _fact(client: Any, state: Access, ended: dict[int, Invitation], now: datetime) -> str:
    if state is Access.INVITE_EXPIRED:
        return _("Expired %(ago)s") % {"ago": ago(ended[client.invitation_id].expires_at, now)}
    if state is Access.INVITE_BOUNCED:
        return _("The mail to %(address)s came back") % {"address": client.contact_email}
    if client.live_since is None:
        return _("No email")
    live = {"ago": ago(client.live_since, now)}
    return _("Its agent was added %(ago)s") % live
