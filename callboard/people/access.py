"""Where a client stands on the way into its portal: the one place that says so.

The access state is derived from stored facts and the clock, never stored. `with_access` lets the
database derive it, so that a page of clients, the tabs' counts, one client's page and the verbs
inside their transaction all read the same table."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.mail.models import MailState
from callboard.people.models import AddressChange, Invitation, Membership
from callboard.people.models.address_change import ChangeState
from callboard.people.models.invitation import InvitationState


class Access(models.TextChoices):
    """The seven states, by their name in the API and the words of their badge."""

    NO_EMAIL = "no_email", _("No Email")
    EMAIL_SET = "email_set", _("Email Set")
    INVITE_SENT = "invite_sent", _("Invite Sent")
    INVITE_EXPIRED = "invite_expired", _("Invite Expired")
    INVITE_BOUNCED = "invite_bounced", _("Bounced")
    ACTIVE = "active", _("Active")
    REVOKED = "revoked", _("Revoked")


if TYPE_CHECKING:

    class ClientWithAccess(Client):
        """What `with_access` adds to a client."""

        access: str
        members: int
        new_email: bool
        last_sign_in_at: datetime | None
        invitation_id: int | None

        class Meta:
            abstract = True


def with_access(clients: QuerySet[Client], now: datetime) -> "QuerySet[ClientWithAccess]":
    """Adds `access`, `members` (how many people), `last_sign_in_at`, `new_email` (the contact's new
    address waits to be confirmed), and `invitation_id`.

    The last is the latest invitation to the present contact address; an earlier one to another
    address says nothing.
    """
    people = Membership.objects.active().filter(client=OuterRef("pk")).order_by().values("client")
    rows: QuerySet[ClientWithAccess] = _with_state(clients, now).annotate(
        members=Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0),
        last_sign_in_at=Subquery(people.annotate(last=Max("user__last_sign_in_at")).values("last")),
        new_email=Exists(_pending_address(now)),
        invitation_id=F("_latest__pk"),
    )
    return rows


def _with_state(clients: QuerySet[Client], now: datetime) -> Any:
    """`access` alone: what counting the tabs needs. `_latest` is the invitation that counts."""
    latest = Subquery(_latest_invitation().values("pk")[:1])
    return clients.annotate(
        _latest=FilteredRelation("invitations", condition=Q(invitations__pk=latest)),
        _active=Exists(Membership.objects.active().filter(client=OuterRef("pk"))),
    ).annotate(access=_derived(now))


def _pending_address(now: datetime) -> QuerySet[AddressChange]:
    return AddressChange.objects.filter(
        state=ChangeState.PENDING,
        expires_at__gt=now,
        old_canonical=OuterRef("contact_email_canonical"),
        user__memberships__client=OuterRef("pk"),
        user__memberships__ended_at__isnull=True,
    )


def _latest_invitation() -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        client=OuterRef("pk"), address_canonical=OuterRef("contact_email_canonical")
    ).order_by("-id")


def _derived(now: datetime) -> Case:
    """The state table, in its order."""
    is_open = Q(_latest__state=InvitationState.OPEN)
    live = is_open & Q(_latest__expires_at__gt=now)
    bounced = Q(_latest__mail__state__in=[MailState.BOUNCED, MailState.COMPLAINED])
    return Case(
        When(_active=True, then=Value(Access.ACTIVE.value)),
        When(live & bounced, then=Value(Access.INVITE_BOUNCED.value)),
        When(live, then=Value(Access.INVITE_SENT.value)),
        When(access_revoked_at__isnull=False, then=Value(Access.REVOKED.value)),
        When(is_open, then=Value(Access.INVITE_EXPIRED.value)),
        When(~Q(contact_email_canonical=""), then=Value(Access.EMAIL_SET.value)),
        default=Value(Access.NO_EMAIL.value),
        output_field=models.CharField(),
    )


def counts(clients: QuerySet[Client], now: datetime) -> dict[str, int]:
    """How many of these clients stand in each state; every state is there, at least with 0."""
    rows = _with_state(clients, now).order_by().values("access").annotate(n=Count("pk"))
    found = {row["access"]: row["n"] for row in rows}
    return {state: found.get(state, 0) for state in Access.values}


def of(client_id: int, now: datetime, *, lock: bool = False) -> "ClientWithAccess":
    """One client with its state. With `lock`, nobody else changes it until the transaction ends.

    The lock is not of the key: a row elsewhere that only refers to the client may be written, else
    whoever holds such a row already and we could wait for each other."""
    rows = Client.objects.filter(pk=client_id)
    if lock:
        list(rows.select_for_update(no_key=True).values_list("pk"))
    found = with_access(rows, now).first()
    if found is None:
        raise Client.DoesNotExist
    return found


__all__ = ["Access", "counts", "of", "with_access"]
