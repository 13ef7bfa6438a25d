"""For whom an inviter speaks: the client's own people invite colleagues, as the agency does."""

from callboard.people.models import Invitation, Membership, Staff


def is_colleague(invitation: Invitation) -> bool:
    """Whether one of the client's people invited, and nobody of the agency."""
    inviter, client = invitation.invited_by, invitation.client
    if inviter is None or client is None:
        return False
    members = Membership.objects.active().filter(user=inviter, client=client)
    staff = Staff.objects.filter(user=inviter, ended_at__isnull=True)
    return bool(members.exists() and not staff.exists())
