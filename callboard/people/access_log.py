"""The client's own access log: who was in its portal and who listened to which call, written in the
transaction of the act.

It tells a client's people of their colleagues and of the agency alike: also what the agency heard
at its own desk, for to the caller that makes no difference.
"""

from datetime import datetime

from callboard.audit.actor import Actor
from callboard.people.models import AccessEntry, Membership, User, Viewing
from callboard.people.models.access_entry import AccessAct


def signed_in(user: User, user_agent: str, at: datetime) -> None:
    """A line in each portal that this account may open."""
    mine = Membership.objects.active().filter(user=user).values_list("client_id", flat=True)
    AccessEntry.objects.bulk_create(
        AccessEntry(
            agency_id=user.agency_id,
            client_id=client_id,
            at=at,
            act=AccessAct.SIGNED_IN,
            user=user,
            user_agent=user_agent,
        )
        for client_id in mine
    )


def listened(
    client_id: int, call: str, user: User, *, by_agency: bool, by: Actor, at: datetime
) -> None:
    """`call` is its public id."""
    AccessEntry.objects.create(
        agency_id=user.agency_id,
        client_id=client_id,
        at=at,
        act=AccessAct.LISTENED,
        user=user,
        by_agency=by_agency,
        call=call,
        user_agent=by.user_agent,
    )


def viewed(viewing: Viewing, *, by: Actor) -> None:
    AccessEntry.objects.create(
        agency_id=viewing.agency_id,
        client_id=viewing.client_id,
        at=viewing.began_at,
        act=AccessAct.VIEWED,
        user_id=viewing.user_id,
        by_agency=True,
        user_agent=by.user_agent,
        viewing=viewing,
    )
