"""What staff see who view a portal as its client: no more than its people, and nothing that the
role table keeps from them at the desk.
"""

from callboard.agencies.models import Agency, Client
from callboard.people.person import Person
from callboard.visibility import visibility
from callboard.visibility.visibility import Visibility

# Sections of the portal whose like at the desk needs a right.
_NEEDED = {"billing": "billing.view"}


def seen_by(person: Person, agency: Agency, client: Client) -> Visibility:
    theirs = visibility.of(agency, client)
    return theirs.without(*_kept_from(person)) if person.viewing else theirs


def misses_billing(person: Person, agency: Agency, client: Client) -> bool:
    """Whether the client's people have a section that this viewer is not shown."""
    theirs = visibility.of(agency, client)
    return person.is_billed and theirs.sees("billing") and "billing" in _kept_from(person)


def _kept_from(person: Person) -> list[str]:
    return [section for section, right in _NEEDED.items() if not person.may(right)]
