"""How many mails the product may be made to send (product.md, Numbers)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from callboard.limits.limit import Limit
from callboard.people.refusals import LimitReached

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

INVITATIONS_TO_ADDRESS = (
    Limit("invitations to an address, hour", 5, _HOUR),
    Limit("invitations to an address, day", 10, _DAY),
)
RESETS_TO_ADDRESS = (
    Limit("resets to an address, hour", 3, _HOUR),
    Limit("resets to an address, day", 10, _DAY),
)
# Apart from resets: whoever asks for codes for an address leaves its owner the other way.
CODES_TO_ADDRESS = (
    Limit("sign-in codes to an address, hour", 3, _HOUR),
    Limit("sign-in codes to an address, day", 10, _DAY),
)
# Apart from resets: whoever may enter an address cannot use up its owner's reset links.
ADDRESS_CHANGES_TO_ADDRESS = (
    Limit("address changes to an address, hour", 3, _HOUR),
    Limit("address changes to an address, day", 10, _DAY),
)
INVITATIONS_OF_AGENCY = Limit("invitations of an agency, day", 500, _DAY)
# What a client's own people may use up of it: the other clients and the agency share the rest.
INVITATIONS_BY_PEOPLE = Limit("invitations by a client's people, day", 50, _DAY)


def spend_invitation(
    agency_id: int, address: str, at: datetime, *, by_people_of: int | None = None
) -> None:
    """Counts one invitation mail; `by_people_of` is the client whose own people send it, if they
    do. Raises `LimitReached`; call it inside the transaction, so that a refusal counts nothing.
    """
    standings = [limit.hit(agency_id, address, at=at) for limit in INVITATIONS_TO_ADDRESS]
    standings.append(INVITATIONS_OF_AGENCY.hit(agency_id, at=at))
    if by_people_of is not None:
        standings.append(INVITATIONS_BY_PEOPLE.hit(agency_id, by_people_of, at=at))
    full = [standing.until for standing in standings if standing.exceeded]
    if full:
        raise LimitReached(max(full))


def spend_address_change(agency_id: int, addresses: Iterable[str], at: datetime) -> None:
    """Counts one mail to each, to the new and the old address. Raises `LimitReached`, inside the
    transaction too.
    """
    standings = [
        limit.hit(agency_id, address, at=at)
        for address in sorted(addresses)
        for limit in ADDRESS_CHANGES_TO_ADDRESS
    ]
    full = [standing.until for standing in standings if standing.exceeded]
    if full:
        raise LimitReached(max(full))


def may_mail_reset(agency_id: int, address: str, at: datetime) -> bool:
    """Counts one reset mail; False where it has to be left out. Nobody is told: the answer is
    always the same.
    """
    return _within(RESETS_TO_ADDRESS, agency_id, address, at)


def may_mail_code(agency_id: int, address: str, at: datetime) -> bool:
    """The same for a mailed sign-in code."""
    return _within(CODES_TO_ADDRESS, agency_id, address, at)


def _within(limits: Iterable[Limit], agency_id: int, address: str, at: datetime) -> bool:
    standings = [limit.hit(agency_id, address, at=at) for limit in limits]
    return not any(standing.exceeded for standing in standings)
