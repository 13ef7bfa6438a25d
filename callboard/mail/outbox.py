"""The outbox: a mail is queued in the transaction of the act it belongs to."""

from datetime import datetime

from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.mail.models import MailState, OutgoingEmail
from callboard.tenancy.public_id import new_public_id


def enqueue(
    *,
    agency: Agency,
    client_id: int | None,
    kind: str,
    about: int,
    generation: int,
    to_address: str,
    to_name: str = "",
    at: datetime | None = None,
    not_before: datetime | None = None,
) -> OutgoingEmail:
    """Queues one mail, not to leave before `not_before`. Its Message-ID is fixed here, for every
    try.
    """
    now = at or timezone.now()
    return OutgoingEmail.objects.create(
        agency_id=agency.pk,
        client_id=client_id,
        kind=kind,
        about=about,
        generation=generation,
        to_address=to_address,
        to_name=to_name,
        next_at=not_before or now,
        message_id=f"<{new_public_id()}{new_public_id()}@{agency.host}>",
        queued_at=now,
    )


def withdraw(email: OutgoingEmail) -> bool:
    """Calls a mail back. False when it is on its way, sent or at its end."""
    waiting = OutgoingEmail.objects.filter(
        pk=email.pk, state__in=[MailState.QUEUED, MailState.DELAYED]
    )
    return waiting.update(state=MailState.DROPPED) == 1
