"""How each client came to its access state: what was done, by whom, and when."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.demo.cast.business import Business
from callboard.demo.cast.people import Person
from callboard.demo.seed import mails
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.moments import days_ago, last_workday
from callboard.people import acceptance, access, access_log, invitations, links, revocation, team
from callboard.people.models import Invitation, User

_BROWSER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15"
_HOLDER = Actor("link", ip="203.0.113.24", user_agent=_BROWSER)
_NOTE = "Hi {first}, your calls are all in here now. Ring me if anything looks odd. Ana"


def tell(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope. The client stands in `business.access`
    afterwards.
    """
    _STORIES[business.access](business, client, cast, now)
    reached = access.of(client.pk, now).access
    if reached != business.access:
        raise RuntimeError(f"{business.name} is at {reached} instead of {business.access}.")


def _nothing_yet(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    """Was added, and that is all."""


def _invited(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    _invite(business, client, cast, last_workday(business, now))


def _bounced(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    _invite(business, client, cast, last_workday(business, now))


def _ran_out(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    life = cast.agency.invitation_days
    invitation = _invite(business, client, cast, days_ago(business, life + 2, now))
    links.note_opened(
        invitation,
        by=_HOLDER,
        by_machine=False,
        at=days_ago(business, life + 1, now, time(18, 40)),
    )


def _active(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    contact = _let_in(business, client, cast, business.since_days - 1, now)
    if business.colleague is not None:
        at = days_ago(business, business.since_days - 3, now, time(11, 20))
        _let_in_as_well(client, cast, contact, business.colleague, at)
    last_seen = days_ago(business, 1, now, time(17, 26))
    for user in User.objects.filter(memberships__client=client):
        User.objects.filter(pk=user.pk).update(last_sign_in_at=last_seen)
        access_log.signed_in(user, _BROWSER, last_seen)


def _revoked(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    _let_in(business, client, cast, business.since_days - 1, now)
    revocation.revoke(client, by=cast.by, at=days_ago(business, 5, now, time(16, 3)))


def _let_in(business: Business, client: Client, cast: Cast, days: int, now: datetime) -> User:
    """Invited on one day, opened in the evening, accepted the next morning."""
    invitation = _invite(business, client, cast, days_ago(business, days, now))
    opened_at = days_ago(business, days, now, time(19, 51))
    links.note_opened(invitation, by=_HOLDER, by_machine=False, at=opened_at)
    accepted_at = days_ago(business, days - 1, now, time(8, 34))
    return _accept(invitation, business.contact.name, cast, accepted_at)


def _let_in_as_well(
    client: Client, cast: Cast, inviter: User, person: Person, at: datetime
) -> None:
    """The contact invites a colleague, who accepts an hour later."""
    by = Actor("member", inviter.name, inviter.public_id, _HOLDER.ip, _HOLDER.user_agent)
    address = addresses.parse(person.email)
    team.invite(client, [address], by=by, user_id=inviter.pk, at=at)
    mails.send_due(at + timedelta(seconds=1))
    rows = Invitation.objects.open().select_related("client__agency", "agency")
    invitation = rows.get(client=client, address_canonical=address.canonical)
    _accept(invitation, person.name, cast, at + timedelta(hours=1))


def _accept(invitation: Invitation, name: str, cast: Cast, at: datetime) -> User:
    account = acceptance.account_of(invitation)
    if account is not None:
        return acceptance.accept_as(invitation, account, by=_HOLDER, at=at).user
    return acceptance.accept_as_new(
        invitation, name=name, password_hash=cast.password_hash, by=_HOLDER, at=at
    ).user


def _invite(business: Business, client: Client, cast: Cast, at: datetime) -> Invitation:
    note = _NOTE.format(first=business.contact.first) if business.health else ""
    invitation = invitations.invite(client, by=cast.by, user_id=cast.owner.pk, note=note, at=at)
    mails.send_due(at + invitations.UNDO_FOR + timedelta(seconds=1))
    return invitation


_STORIES: dict[str, Callable[[Business, Client, Cast, datetime], None]] = {
    "no_email": _nothing_yet,
    "email_set": _nothing_yet,
    "invite_sent": _invited,
    "invite_bounced": _bounced,
    "invite_expired": _ran_out,
    "active": _active,
    "revoked": _revoked,
}
