"""How often somebody may try a password or a code."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from callboard.limits.limit import Limit
from callboard.limits.network import network_of


@dataclass
class TooManyTries(Exception):
    """Refused without looking at what was typed, until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """Failed tries at one kind of secret: of an account from a network, and of the network.

    Other networks go on, so nobody can lock an owner out.
    """

    of_account: Limit
    of_network: Limit

    def count(self, agency_id: int, account: object, ip: str, *, at: datetime) -> "Counted":
        """Before the try is looked at, so that many at once are no way past. Raises
        `TooManyTries`.
        """
        network = network_of(ip)
        hits: list[tuple[Limit, tuple[object, ...]]] = [
            (self.of_account, (agency_id, account, network))
        ]
        if settings.LIMITS_PER_NETWORK:
            hits.append((self.of_network, (network,)))
        standings = [limit.hit(*subject, at=at) for limit, subject in hits]
        full = [standing.until for standing in standings if standing.exceeded]
        if full:
            raise TooManyTries(max(full))
        return Counted(tuple(hits), at)


@dataclass(frozen=True, slots=True)
class Counted:
    hits: tuple[tuple[Limit, tuple[object, ...]], ...]
    at: datetime

    def give_back(self) -> None:
        """It was right: only failed ones count."""
        for limit, subject in self.hits:
            limit.give_back(*subject, at=self.at)


_WINDOW = timedelta(minutes=15)
PASSWORDS = Tries(
    Limit("failed sign-ins of an account from a network", 10, _WINDOW),
    Limit("failed sign-ins from a network", 100, _WINDOW),
)
# Wherever from: who tries codes knows the password already, and a network is cheaply had.
CODES_OF_ACCOUNT = Limit("failed codes of an account", 50, timedelta(hours=1))
CODES = Tries(
    Limit("failed codes of an account from a network", 10, _WINDOW),
    Limit("failed codes from a network", 100, _WINDOW),
)
