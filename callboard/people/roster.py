"""Who has access and who is invited: the one list that a client's people and the agency both see,
and the agency's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from callboard.people import progress
from callboard.people.models import Invitation, Membership, SecondFactor, Staff

Place = TypeVar("Place", Membership, Staff)


@dataclass(frozen=True, slots=True)
class Pending:
    """`fact` is how far the invitation has come, `tone` a badge's colour. Only a `live` link can be
    copied.
    """

    invitation: Invitation
    fact: str
    tone: str
    live: bool


@dataclass(frozen=True, slots=True)
class Roster(Generic[Place]):
    present: Sequence[Place]
    pending: list[Pending]


def of_client(client_id: int, now: datetime) -> Roster[Membership]:
    members = Membership.objects.active().select_related("user").filter(client_id=client_id)
    return Roster(
        list(members.order_by("since", "id")),
        _pending(Invitation.objects.open().of_client(client_id), now),
    )


def of_staff(now: datetime) -> Roster[Staff]:
    """Each with `second_factor`: whether theirs is on."""
    on = SecondFactor.objects.filter(user=OuterRef("user"), confirmed_at__isnull=False)
    places = Staff.objects.select_related("user").filter(ended_at__isnull=True)
    places = places.annotate(second_factor=Exists(on))
    return Roster(
        list(places.order_by("since", "id")), _pending(Invitation.objects.open().of_staff(), now)
    )


def _pending(invitations: QuerySet[Invitation], now: datetime) -> list[Pending]:
    return [_told(one, now) for one in invitations.select_related("mail").order_by("id")]


def _told(invitation: Invitation, now: datetime) -> Pending:
    if invitation.expires_at <= now:
        return Pending(invitation, _("Expired"), "amber", live=False)
    fact = f"{progress.words(invitation)} · {progress.left(invitation.expires_at, now)}"
    return Pending(invitation, fact, "red" if progress.came_back(invitation) else "blue", live=True)
