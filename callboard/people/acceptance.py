"""Accepting an invitation: by a new person with a password, or by an account that has proved
itself.

The conditional UPDATE decides a race: of two that accept at once, or of one that accepts while the
agency resends, cancels or revokes, exactly one hits the row. The password is hashed before, because
hashing takes 19 ms."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import inviter_notices, links, passkeys, passwords
from callboard.people.models import Invitation, Membership, Staff, User
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.passkey_proofs import Made
from callboard.people.refusals import BelongsToSomebodyElse, LinkUsed


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who came in, and to which portal (none for staff)."""

    user: User
    membership: Membership | None


def account_of(invitation: Invitation) -> User | None:
    """The account that already has the invited address, if any: it has to sign in, a link alone is
    not enough.
    """
    return User.objects.filter(email_canonical=invitation.address_canonical).first()


def accept_with_passkey(
    invitation: Invitation, made: Made, *, public_id: str, name: str, by: Actor
) -> Admitted:
    """Makes an account without a password. `public_id` is the one that the passkey was made for.
    Raises `PasskeyRefused` besides.
    """
    with transaction.atomic():
        nothing = passwords.none()
        admitted = accept_as_new(
            invitation, name=name, password_hash=nothing, public_id=public_id, by=by
        )
        now = admitted.user.created_at
        passkeys.keep(admitted.user, made, name="", by=by, at=now)
        User.objects.filter(pk=admitted.user.pk).update(passkey_offered=False)
    return admitted


def accept_as_new(
    invitation: Invitation,
    *,
    name: str,
    password_hash: str,
    public_id: str = "",
    by: Actor,
    at: datetime | None = None,
) -> Admitted:
    """Makes the account and lets it in. Raises the `DeadLink` that the invitation has become
    meanwhile.
    """
    now = at or timezone.now()
    try:
        with transaction.atomic():
            _use_up(invitation, now)
            user = User.objects.create(
                agency_id=invitation.agency_id,
                email=invitation.address,
                email_canonical=invitation.address_canonical,
                name=name,
                password=password_hash,
                address_proved=invitation.copied_at is None,
                passkey_offered=True,
                created_at=now,
                **({"public_id": public_id} if public_id else {}),
            )
            return _let_in(invitation, user, by, now)
    except IntegrityError:
        # The account came into being while the password was being chosen.
        raise LinkUsed(invitation) from None


def accept_as(
    invitation: Invitation, user: User, *, by: Actor, at: datetime | None = None
) -> Admitted:
    """Lets an existing account in, which has signed in. Raises `BelongsToSomebodyElse` or a
    `DeadLink`.
    """
    if user.email_canonical != invitation.address_canonical:
        raise BelongsToSomebodyElse
    now = at or timezone.now()
    with transaction.atomic():
        _use_up(invitation, now)
        return _let_in(invitation, user, by, now)


def _use_up(invitation: Invitation, now: datetime) -> None:
    live = Invitation.objects.open().filter(
        pk=invitation.pk, generation=invitation.generation, expires_at__gt=now
    )
    # The client's (or the agency's) row is the lock that revoke, resend and cancel take too: what
    # they and we decide, we decide in turn. The account's comes next, as everywhere.
    if invitation.client is not None:
        Client.objects.select_for_update(no_key=True).get(pk=invitation.client.pk)
    else:
        Agency.objects.select_for_update(no_key=True).get(pk=invitation.agency_id)
    account = User.objects.filter(email_canonical=invitation.address_canonical)
    list(account.select_for_update(no_key=True).values_list("pk"))
    if invitation.kind == Kind.CONTACT:
        live = live.filter(client__contact_email_canonical=invitation.address_canonical)
    if live.update(state=InvitationState.ACCEPTED, ended_at=now) != 1:
        links.reopen(invitation.selector, at=now)
        raise LinkUsed(invitation)


def _let_in(invitation: Invitation, user: User, by: Actor, now: datetime) -> Admitted:
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    record(
        "invitation.accepted",
        agency_id=invitation.agency_id,
        client_id=invitation.client_id,
        by=Actor("member", user.name, user.public_id, by.ip, by.user_agent, by.request_id),
        about=f"invitation:{invitation.public_id}",
        after={"address": invitation.address},
        at=now,
    )
    inviter_notices.accepted(invitation, at=now)
    if invitation.kind == Kind.STAFF:
        _employ(invitation, user, now)
        return Admitted(user, None)
    membership, _created = Membership.objects.get_or_create(
        agency_id=invitation.agency_id,
        client=invitation.client,
        user=user,
        ended_at=None,
        defaults={"since": now},
    )
    Client.objects.filter(pk=membership.client_id).update(access_revoked_at=None)
    return Admitted(user, membership)


def _employ(invitation: Invitation, user: User, now: datetime) -> None:
    """Whoever works for the agency already keeps the role that was given last."""
    Staff.objects.get_or_create(
        agency_id=invitation.agency_id,
        user=user,
        ended_at=None,
        defaults={"role": invitation.role, "since": now},
    )
