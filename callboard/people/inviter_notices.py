"""What became of an invitation is told by mail to the one of the staff who sent it: accepted, come
back, run out. Each can be switched off by who gets it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.mail import outbox
from callboard.mail.models import OutgoingEmail
from callboard.people.models import Invitation, Staff, User
from callboard.tenancy import scope

# One that ran out before that is no news: the list of what needs somebody says it.
NEWS_FOR = timedelta(days=1)
BATCH = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the notices somebody wants."""

    accepted: bool
    expired: bool
    bounced: bool


def choice_of(user: User) -> Choice | None:
    """None for who does not work for the agency."""
    place = _place(user)
    if place is None:
        return None
    return Choice(place.tell_accepted, place.tell_expired, place.tell_bounced)


def choose(user: User, choice: Choice) -> None:
    Staff.objects.filter(user=user, ended_at__isnull=True).update(
        tell_accepted=choice.accepted, tell_expired=choice.expired, tell_bounced=choice.bounced
    )


def accepted(invitation: Invitation, *, at: datetime) -> None:
    """Inside the transaction of the acceptance."""
    _tell(invitation, "accepted", at)


def came_back(email: OutgoingEmail) -> None:
    """Inside the transaction that writes down that the mail server refused this mail."""
    if email.kind != "invitation":
        return
    rows = Invitation.objects.select_related("agency", "invited_by")
    invitation = rows.filter(pk=email.about, generation=email.generation).first()
    if invitation is not None:
        _tell(invitation, "bounced", timezone.now())


def tell_expired(now: datetime) -> bool:
    """The clock tells nobody: the worker looks. False when there was nothing to tell."""
    with scope.crossing_agencies("the worker tells of every agency's invitations that ran out"):
        waiting = Invitation.objects.open().filter(expires_at__lte=now, expiry_told_at__isnull=True)
        found = list(waiting.values_list("pk", "agency_id").order_by("expires_at")[:BATCH])
    for pk, agency_id in found:
        with scope.agency(agency_id), transaction.atomic():
            _tell_one(pk, now)
    return bool(found)


def _tell_one(pk: int, now: datetime) -> None:
    """One UPDATE decides: of two workers one tells, and a resend that was quicker wins."""
    untold = Invitation.objects.open().filter(
        pk=pk, expires_at__lte=now, expiry_told_at__isnull=True
    )
    if untold.update(expiry_told_at=now) != 1:
        return
    invitation = Invitation.objects.select_related("agency", "invited_by").get(pk=pk)
    if now - invitation.expires_at <= NEWS_FOR:
        _tell(invitation, "expired", now)


def _tell(invitation: Invitation, what: str, at: datetime) -> None:
    inviter = invitation.invited_by
    place = _place(inviter) if inviter else None
    if inviter is None or place is None or not getattr(place, f"tell_{what}"):
        return
    outbox.enqueue(
        agency=invitation.agency,
        client_id=invitation.client_id,
        kind=f"invitation_{what}",
        about=invitation.pk,
        generation=invitation.generation,
        to_address=inviter.email,
        to_name=inviter.name,
        at=at,
    )


def _place(user: User) -> Staff | None:
    found: Staff | None = Staff.objects.filter(user=user, ended_at__isnull=True).first()
    return found
