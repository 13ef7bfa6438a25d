"""Signing in with a password: the same statements and the same hashing whether the account exists
or not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from callboard.agencies import addresses
from callboard.limits.limit import Limit
from callboard.limits.network import network_of
from callboard.people import passwords
from callboard.people.departures import has_access
from callboard.people.models import User

_WINDOW = timedelta(minutes=15)
FAILED_OF_ACCOUNT = Limit("failed sign-ins of an account from a network", 10, _WINDOW)
FAILED_OF_NETWORK = Limit("failed sign-ins from a network", 100, _WINDOW)


@dataclass
class TooManyTries(Exception):
    """Refused without looking at the password, until then."""

    until: datetime


def check(
    agency_id: int,
    email: str,
    password: str,
    *,
    ip: str,
    invited: bool = False,
    at: datetime | None = None,
) -> User | None:
    """The account that these open, or None: unknown, wrong and without access are one answer.

    Failed tries count for this address from this network; other networks go on, so nobody can lock
    an owner out. With `invited`, an account without access opens too: it is about to get some.
    Raises `TooManyTries`.
    """
    now = at or timezone.now()
    address = addresses.canonical(email) or email.strip().lower()[:254]
    counted = _counted(agency_id, address, ip)
    standings = [limit.hit(*subject, at=now) for limit, subject in counted]
    full = [standing.until for standing in standings if standing.exceeded]
    if full:
        raise TooManyTries(max(full))
    user = User.objects.filter(email_canonical=address).first()
    right = passwords.matches(password, user.password if user else None)
    allowed = has_access(user.pk if user else 0) or invited
    if user is None or not right or not allowed:
        return None
    for limit, subject in counted:
        limit.give_back(*subject, at=now)
    return user


def _counted(agency_id: int, address: str, ip: str) -> list[tuple[Limit, tuple[object, ...]]]:
    """Which counters a try goes to: before it is looked at, so that many at once are no way past
    them.
    """
    network = network_of(ip)
    counted: list[tuple[Limit, tuple[object, ...]]] = [
        (FAILED_OF_ACCOUNT, (agency_id, address, network))
    ]
    if settings.LIMITS_PER_NETWORK:
        counted.append((FAILED_OF_NETWORK, (network,)))
    return counted
