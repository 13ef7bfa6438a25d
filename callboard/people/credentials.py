"""Signing in with a password: the same statements and the same hashing whether the account exists
or not.
"""

from datetime import datetime

from django.utils import timezone

from callboard.agencies import addresses
from callboard.people import passwords, tries
from callboard.people.departures import has_access
from callboard.people.models import User


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

    It is not signed in yet: whoever starts a session asks for the second factor first
    (`callboard.people.second_factor`). With `invited`, an account without access opens too: it is
    about to get some. Raises `TooManyTries`.
    """
    now = at or timezone.now()
    address = addresses.canonical(email) or email.strip().lower()[:254]
    counted = tries.PASSWORDS.count(agency_id, address, ip, at=now)
    user = User.objects.filter(email_canonical=address).first()
    right = passwords.matches(password, user.password if user else None)
    allowed = has_access(user.pk if user else 0) or invited
    if user is None or not right or not allowed:
        return None
    counted.give_back()
    return user
