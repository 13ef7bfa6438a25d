"""A client of the demo, and the story of its way into the portal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from callboard.calls.worth import WorthFacts
from callboard.demo.cast.billing import Billing
from callboard.demo.cast.people import Person
from callboard.demo.cast.stable import external_id


@dataclass(frozen=True, slots=True)
class Answering:
    """The agent that answers for a business; a draft's calls are the agency's alone.

    Where `shared` names an assistant at the provider, several answer by it, told apart by their
    numbers."""

    name: str
    number: str
    voice: str = "en-us+f3"
    deployed: bool = True
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Business:
    """`access` is the state it stands in when the demo begins (`callboard.people.access.Access`).

    `trade` names the file of its everyday scripts, `heard` the one of those said aloud. `week` is
    how many calls come from Monday to Sunday. `colleague` is a second person with access, `example`
    the story of an example call that staff placed for it, `billing` what it pays, `worth` what its
    people say that a booking is worth to them. What is published for one `by_hand` goes to the
    agency: nothing stands behind its own account at the provider.
    """

    key: str
    name: str
    access: str
    trade: str
    week: tuple[int, ...]
    answering: Answering
    contact: Person
    contact_email: str = ""
    mobile: str = ""
    time_zone: str = "America/New_York"
    health: bool = False
    notes: str = ""
    heard: str = ""
    colleague: Person | None = None
    example: str = ""
    by_hand: bool = False
    since_days: int = 30
    # What its people see otherwise than all clients (`callboard.visibility`).
    visibility: Mapping[str, str] = field(default_factory=dict)
    billing: Billing | None = None
    worth: WorthFacts | None = None

    @property
    def assistant_id(self) -> str:
        """As the provider names who answers."""
        return external_id(f"{self.answering.shared or self.key} agent")
