"""Links with which one account's password is set: an owner's set-up link and a forgotten password's
reset link.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.keys import ring
from callboard.people import passwords, profile, second_factor, sessions, short_passwords, tokens
from callboard.people.departures import has_access
from callboard.people.models import AccountLink, Invitation, MailedCode, Passkey, User
from callboard.people.models.account_link import LinkState, Purpose
from callboard.people.models.session import EndReason
from callboard.people.tokens import LinkFacts, MalformedToken

LIFE = {Purpose.SETUP: timedelta(hours=1), Purpose.RESET: timedelta(minutes=60)}
PATH = {Purpose.SETUP: "/setup/{}/", Purpose.RESET: "/reset-password/{}/"}


class AccountLinkDead(Exception):
    """Unknown, used, replaced or run out: to whoever holds it, all the same."""


def create(user: User, purpose: Purpose, *, by: Actor, at: datetime | None = None) -> AccountLink:
    """A live link; an earlier one of the same purpose is dead from now on."""
    now = at or timezone.now()
    with transaction.atomic():
        AccountLink.objects.filter(user=user, purpose=purpose).end()
        link = AccountLink.objects.create(
            agency_id=user.agency_id,
            user=user,
            purpose=purpose,
            selector=tokens.new_selector(),
            key_id=ring.newest_key_id(),
            created_at=now,
            expires_at=now + LIFE[purpose],
        )
        record(
            f"{purpose}_link.created",
            agency_id=user.agency_id,
            by=by,
            about=f"user:{user.public_id}",
            at=now,
        )
    return link


def url_of(agency: Agency, link: AccountLink) -> str:
    """The address to mail or print. A secret, like an invitation's."""
    return agency.url(PATH[Purpose(link.purpose)].format(_facts(link).token()))


def find(token: str, purpose: Purpose, *, at: datetime | None = None) -> AccountLink:
    """The live link of this token. Raises `AccountLinkDead`; changes nothing."""
    try:
        selector, verifier = tokens.split(token)
    except MalformedToken:
        raise AccountLinkDead from None
    link = reopen(selector, purpose, at=at)
    if not _facts(link).proves(verifier):
        raise AccountLinkDead
    return link


def reopen(selector: str, purpose: Purpose, *, at: datetime | None = None) -> AccountLink:
    """The same for a browser that has shown the link before and kept its selector (signed)."""
    link = (
        AccountLink.objects.live()
        .select_related("user")
        .filter(selector=selector, purpose=purpose)
        .first()
    )
    now = at or timezone.now()
    if link is None or link.expires_at <= now or not _may_have_a_password(link.user, now):
        raise AccountLinkDead
    return link


def shortest_password(link: AccountLink) -> int:
    """How many characters the one chosen with this link has at least. What `_give_to_the_mailbox`
    takes away makes up for nothing.
    """
    return short_passwords.shortest(link.user) if link.user.address_proved else passwords.SHORTEST


def set_password(
    link: AccountLink,
    password_hash: str,
    *,
    by: Actor,
    is_short: bool = False,
    name: str = "",
    at: datetime | None = None,
) -> User:
    """Uses the link up. Every session and every other such link of the account ends; nobody is
    signed in by it. Raises `Refused` for a short one where no second step is on.
    """
    now = at or timezone.now()
    with transaction.atomic():
        live = AccountLink.objects.live().filter(pk=link.pk, expires_at__gt=now)
        if live.update(state=LinkState.USED, used_at=now) != 1:
            raise AccountLinkDead
        AccountLink.objects.filter(user_id=link.user_id).end()
        MailedCode.objects.filter(user_id=link.user_id).end()
        if is_short:
            short_passwords.keep_second_step(link.user_id)
        changes = {"name": name} if name else {}
        User.objects.filter(pk=link.user_id).update(
            password=password_hash, short_password=is_short, epoch=F("epoch") + 1, **changes
        )
        sessions.end_all(link.user_id, EndReason.PASSWORD, at=now)
        if not link.user.address_proved:
            _give_to_the_mailbox(link.user, by, now)
        if link.purpose == Purpose.RESET:
            profile.tell_password_changed(link.user)
        record(
            f"{link.purpose}_link.used",
            agency_id=link.agency_id,
            by=by,
            about=f"user:{link.user.public_id}",
            at=now,
        )
    link.user.refresh_from_db()
    return link.user


def _give_to_the_mailbox(user: User, by: Actor, now: datetime) -> None:
    """The account was made with a link that may never have been in this mailbox. Now one was: what
    somebody else set up to keep its owner out falls.
    """
    second_factor.forget(user, by=by, at=now)
    Passkey.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(address_proved=True)


def _may_have_a_password(user: User, now: datetime) -> bool:
    """Somebody whose access ended has nothing to open with one, unless they are invited again."""
    invited = Invitation.objects.open().filter(
        address_canonical=user.email_canonical, expires_at__gt=now
    )
    return has_access(user.pk) or invited.exists()


def _facts(link: AccountLink) -> LinkFacts:
    purpose = Purpose(link.purpose).value
    return LinkFacts(purpose, link.selector, link.key_id, 1, link.user.email_canonical)  # type: ignore[arg-type]
