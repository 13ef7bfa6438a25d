"""New addresses that wait for their confirmation, for the pages of both sides."""

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.people.models import AddressChange, User
from callboard.people.models.address_change import ChangeState


def of_user(user: User) -> AddressChange | None:
    """What this person has still to confirm, with its mail."""
    return _alive(user=user)


def of_contact(client: Client) -> AddressChange | None:
    """The same for the person behind a client's contact address, whoever asked for it."""
    return _alive(
        old_canonical=client.contact_email_canonical,
        user__memberships__client=client,
        user__memberships__ended_at__isnull=True,
    )


def _alive(**whose: object) -> AddressChange | None:
    rows = AddressChange.objects.filter(
        state=ChangeState.PENDING, expires_at__gt=timezone.now(), **whose
    )
    found: AddressChange | None = rows.select_related("user", "mail").first()
    return found
