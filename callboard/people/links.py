"""From the token in a mailed link to the invitation it opens, or to the reason why it opens
nothing.
"""

from datetime import datetime

from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import tokens
from callboard.people.models import Invitation, PastLink
from callboard.people.models.invitation import InvitationState
from callboard.people.offers import facts_of
from callboard.people.refusals import (
    LinkExpired,
    LinkReplaced,
    LinkUnknown,
    LinkUsed,
    LinkWithdrawn,
)
from callboard.people.tokens import LinkFacts, MalformedToken

# What the pages of a link speak of.
_NAMED = ("agency", "client__agency", "invited_by", "accepted_by", "mail")


def find(token: str, *, at: datetime | None = None) -> Invitation:
    """The invitation of a live link. Raises `LinkUnknown` or one of the `DeadLink`s; changes
    nothing.
    """
    try:
        selector, verifier = tokens.split(token)
    except MalformedToken:
        raise LinkUnknown from None
    invitation = _by_selector(selector)
    if invitation is None:
        raise _replaced(selector, verifier)
    if not facts_of(invitation).proves(verifier):
        raise LinkUnknown
    return standing(invitation, at=at)


def reopen(selector: str, *, at: datetime | None = None) -> Invitation:
    """The same for a browser that has shown the link before and kept its selector (signed)."""
    invitation = _by_selector(selector)
    if invitation is not None:
        return standing(invitation, at=at)
    past = _past(selector)
    raise LinkReplaced(past.invitation) if past else LinkUnknown


def standing(invitation: Invitation, *, at: datetime | None = None) -> Invitation:
    """The invitation if it is live; raises its `DeadLink` if not. The clock decides, no job has to
    have run.
    """
    if invitation.state == InvitationState.ACCEPTED:
        raise LinkUsed(invitation)
    if invitation.state != InvitationState.OPEN:
        raise LinkWithdrawn(invitation)
    if invitation.expires_at <= (at or timezone.now()):
        raise LinkExpired(invitation)
    return invitation


def note_opened(
    invitation: Invitation, *, by: Actor, by_machine: bool, at: datetime | None = None
) -> None:
    """Tells the timeline, once a generation, that the link was opened by a person or checked by a
    mail scanner.
    """
    now = at or timezone.now()
    column = "checked_at" if by_machine else "opened_at"
    hit = Invitation.objects.filter(
        pk=invitation.pk, generation=invitation.generation, **{f"{column}__isnull": True}
    ).update(**{column: now})
    if hit:
        record(
            "invitation.checked" if by_machine else "invitation.opened",
            agency_id=invitation.agency_id,
            client_id=invitation.client_id,
            by=by,
            about=f"invitation:{invitation.public_id}",
            after={"address": invitation.address},
            at=now,
        )


def _by_selector(selector: str) -> Invitation | None:
    return Invitation.objects.select_related(*_NAMED).filter(selector=selector).first()


def _past(selector: str) -> PastLink | None:
    rows = PastLink.objects.select_related(*(f"invitation__{name}" for name in _NAMED))
    return rows.filter(selector=selector).first()


def _replaced(selector: str, verifier: str) -> Exception:
    past = _past(selector)
    if past is None:
        return LinkUnknown()
    address = past.invitation.address_canonical
    facts = LinkFacts("invitation", past.selector, past.key_id, past.generation, address)
    return LinkReplaced(past.invitation) if facts.proves(verifier) else LinkUnknown()
