from dataclasses import dataclass

from callboard.demo.cast.business import Business
from callboard.demo.cast.people import Employee


@dataclass(frozen=True, slots=True)
class House:
    """An agency of the demo with all that belongs to it.

    Its people share one password, so that whoever tries the demo can type it; the two agencies have
    different ones, because the same address at both is two accounts.
    """

    slug: str
    name: str
    host: str
    colour: str
    time_zone: str
    support_email: str
    support_phone: str
    postal_address: str
    password: str
    staff: tuple[Employee, ...]
    clients: tuple[Business, ...]
    has_logo: bool = False
    # Whether contacts who have not signed in get their numbers each week.
    tells_contacts: bool = False
    # Its agent answers at the provider already, and nobody has added it here: its calls belong to
    # nobody yet, and wait to be assigned.
    newcomer: Business | None = None

    @property
    def owner(self) -> Employee:
        return next(person for person in self.staff if person.role == "owner")
