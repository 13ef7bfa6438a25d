"""A client's badge and the one fact beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.people import progress
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.ui.times import ago, day

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

TONES = {
    Access.NO_EMAIL: "gray",
    Access.EMAIL_SET: "violet",
    Access.INVITE_SENT: "blue",
    Access.INVITE_EXPIRED: "amber",
    Access.INVITE_BOUNCED: "red",
    Access.ACTIVE: "green",
    Access.REVOKED: "gray",
}


@dataclass(frozen=True, slots=True)
class Standing:
    access: Access
    label: str | Promise
    tone: str
    outlined: bool
    fact: str

    @property
    def seen(self) -> str:
        """What a reader sees of it: another one means the page is out of date."""
        return f"{self.access.value} {self.fact}".strip()


def of(
    client: "ClientWithAccess", invitation: Invitation | None, now: datetime, zone: str
) -> Standing:
    """`invitation` is the one `client.invitation_id` names, with its mail."""
    access = Access(client.access)
    fact = _fact(access, client, invitation, now, zone)
    return Standing(access, access.label, TONES[access], access is Access.REVOKED, fact)


def _fact(
    access: Access,
    client: "ClientWithAccess",
    invitation: Invitation | None,
    now: datetime,
    zone: str,
) -> str:
    match access:
        case Access.EMAIL_SET:
            return _("Not invited yet")
        case Access.INVITE_SENT if invitation is not None:
            return f"{progress.words(invitation)} · {progress.left(invitation.expires_at, now)}"
        case Access.INVITE_EXPIRED if invitation is not None:
            return _("Expired %(ago)s") % {"ago": ago(invitation.expires_at, now)}
        case Access.INVITE_BOUNCED:
            return _("The mail came back")
        case Access.ACTIVE:
            people = ngettext("%(n)s person", "%(n)s people", client.members)
            unverified = [_("New email not verified yet")] if client.new_email else []
            return " · ".join([people % {"n": client.members}, *unverified])
        case Access.REVOKED if client.access_revoked_at is not None:
            return _("Since %(day)s") % {"day": day(client.access_revoked_at, zone, now)}
    return ""
