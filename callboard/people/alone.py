"""Whether one person has a client's portal to themselves, and nobody thought of colleagues yet."""

from callboard.people.models import Invitation, Membership
from callboard.people.models.invitation import Kind


def is_alone(client_id: int) -> bool:
    """True while one person has access and no colleague was ever invited, by whomever."""
    if Invitation.objects.of_client(client_id).filter(kind=Kind.COLLEAGUE).exists():
        return False
    return bool(Membership.objects.active().filter(client_id=client_id).count() == 1)
