"""Somebody to whom an invitation was forwarded asks for one of their own.

What they typed is known to be true of nobody, and only the agency's grant mails them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.people import invitations, team
from callboard.people.models import AccessRequest, Invitation, Staff
from callboard.people.models.access_request import RequestState
from callboard.people.refusals import LimitReached, Refused

OF_INVITATION = Limit("requests to be invited with a link", 5, timedelta(days=1))


def open_of(client: Client) -> QuerySet[AccessRequest]:
    """Those that wait for an answer, the oldest first."""
    rows = AccessRequest.objects.filter(client=client, state=RequestState.OPEN)
    return rows.order_by("id")


def ask(
    invitation: Invitation, name: str, address: Address, *, by: Actor, at: datetime | None = None
) -> None:
    """Tells the agency once, however often the same address asks. Raises `LimitReached`, and
    `Refused` for an invitation to work at the agency.
    """
    now = at or timezone.now()
    if invitation.client_id is None:
        raise Refused("ask_to_be_invited", "staff")
    with transaction.atomic():
        standing = OF_INVITATION.hit(invitation.agency_id, invitation.pk, at=now)
        if standing.exceeded:
            raise LimitReached(standing.until)
        Client.objects.select_for_update(no_key=True).get(pk=invitation.client_id)
        made, is_new = AccessRequest.objects.get_or_create(
            agency_id=invitation.agency_id,
            client_id=invitation.client_id,
            address_canonical=address.canonical,
            state=RequestState.OPEN,
            defaults={
                "invitation": invitation,
                "name": name,
                "address": address.original,
                "created_at": now,
            },
        )
        if is_new:
            _write_down("access_request.made", made, by, now)
            _tell_inviter(made, invitation, now)


def grant(
    asked: AccessRequest, *, by: Actor, user_id: int | None, at: datetime | None = None
) -> None:
    """Invites them as a colleague; whoever has a place or an invitation by now just keeps it.

    Raises `Refused` where it was answered already or the client's portal is closed, and
    `LimitReached`."""
    now = at or timezone.now()
    with invitations.attempt("grant_request", asked.client, by, now):
        _answer(asked, RequestState.GRANTED, now)
        address = Address(asked.address, asked.address_canonical)
        team.invite(asked.client, [address], by=by, user_id=user_id, at=now)
        _write_down("access_request.granted", asked, by, now)


def dismiss(asked: AccessRequest, *, by: Actor, at: datetime | None = None) -> None:
    """Nobody is told. Raises `Refused` where it was answered already."""
    now = at or timezone.now()
    with invitations.attempt("dismiss_request", asked.client, by, now):
        _answer(asked, RequestState.DISMISSED, now)
        _write_down("access_request.dismissed", asked, by, now)


def _answer(asked: AccessRequest, state: RequestState, now: datetime) -> None:
    waiting = AccessRequest.objects.filter(pk=asked.pk, state=RequestState.OPEN)
    if waiting.update(state=state, ended_at=now) != 1:
        raise Refused("answer_request", "answered")


def _tell_inviter(asked: AccessRequest, invitation: Invitation, now: datetime) -> None:
    """By mail, while they still work here; it waits on the agency's pages all the same."""
    inviter = invitation.invited_by
    if inviter is None or not Staff.objects.filter(user=inviter, ended_at__isnull=True).exists():
        return
    outbox.enqueue(
        agency=invitation.agency,
        client_id=asked.client_id,
        kind="access_request",
        about=asked.pk,
        generation=1,
        to_address=inviter.email,
        to_name=inviter.name,
        at=now,
    )


def _write_down(act: str, asked: AccessRequest, by: Actor, now: datetime) -> None:
    record(
        act,
        agency_id=asked.agency_id,
        client_id=asked.client_id,
        by=by,
        about=f"access_request:{asked.public_id}",
        after={"name": asked.name, "address": asked.address},
        at=now,
    )
