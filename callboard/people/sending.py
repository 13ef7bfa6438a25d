"""Inviting a client's contact and whoever else should have access, as one send: all of it goes out,
or none, and Undo calls all of it back.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.mail import outbox
from callboard.people import invitations, offers, team
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.refusals import TooLate
from callboard.people.team import Answer


def send(
    client: Client,
    others: Sequence[Address],
    *,
    by: Actor,
    user_id: int | None,
    note: str = "",
    at: datetime | None = None,
) -> tuple[Invitation, list[Answer]]:
    """The contact's invitation, and what became of each of the other addresses.

    Raises `Refused`, `LimitReached`."""
    now = at or timezone.now()
    with invitations.attempt("invite", client, by, now):
        sent = invitations.invite(client, by=by, user_id=user_id, note=note, at=now)
        answers = team.invite(
            client,
            others,
            by=by,
            user_id=user_id,
            note=note,
            not_before=now + invitations.UNDO_FOR,
            at=now,
        )
    return sent, answers


def undo(client: Client, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Raises `TooLate` once one of the mails is on its way."""
    now = at or timezone.now()
    with invitations.attempt("undo", client, by, now):
        called_back = invitations.undo(client, by=by, at=now)
        for one in _sent_with(client, called_back):
            if one.mail is None or not outbox.withdraw(one.mail):
                raise TooLate("undo", Access.INVITE_SENT)
            offers.end(one, InvitationState.CANCELLED, "invitation.undone", by=by, at=now)
    return called_back


def _sent_with(client: Client, contact: Invitation) -> list[Invitation]:
    """The colleagues' invitations of the same send."""
    rows = Invitation.objects.open().filter(
        client=client, kind=Kind.COLLEAGUE, sent_at=contact.sent_at
    )
    return list(rows.select_related("mail", "agency"))
