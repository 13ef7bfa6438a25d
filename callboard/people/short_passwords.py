"""Passwords that are short because a second step makes up for it.

What is stored tells no length, so the account remembers that its password is such a one: the second
step cannot be turned off without a longer one, and where it is gone all the same (the operator's
way out of a lost phone), the next page asks for one. The old password signs in until then: nobody
is locked out."""

from callboard.people.models import SecondFactor, User
from callboard.people.passwords import SHORTEST, SHORTEST_OF_TWO
from callboard.people.refusals import Refused


def shortest(user: User) -> int:
    """How many characters a password of this account has at least."""
    has_one = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()
    return SHORTEST_OF_TWO if has_one else SHORTEST


def keep_second_step(user_id: int) -> None:
    """Within the transaction that stores a short password: nobody turns the second step off before
    it ends. Raises `Refused` where it is off already.
    """
    rows = SecondFactor.objects.filter(user_id=user_id, confirmed_at__isnull=False)
    if not rows.select_for_update():
        raise Refused("password", "short")
