"""Why a step of an invitation was refused. Each has its page or its sentence; none changes
anything.
"""

from dataclasses import dataclass
from datetime import datetime

from callboard.people.models import Invitation


class Refused(Exception):
    """The state does not allow this (409)."""

    def __init__(self, event: str, state: str) -> None:
        super().__init__(f"{event} is not allowed at {state}")
        self.event = event
        self.state = state


class Gone(Refused):
    """Who acts was one of the people who may, and is no more (403)."""

    def __init__(self, event: str) -> None:
        super().__init__(event, "gone")


class TooLate(Refused):
    """Undo came after the mail had left."""


@dataclass
class LimitReached(Exception):
    """Too many mails to this address or from this agency; possible again at `until` (429)."""

    until: datetime


class DeadLink(Exception):
    """A link that opens nothing. `invitation` is the one it once belonged to."""

    def __init__(self, invitation: Invitation) -> None:
        super().__init__(type(self).__name__)
        self.invitation = invitation


class LinkUnknown(Exception):
    """Cut off, made up, of another purpose or another agency (404)."""


class LinkExpired(DeadLink):
    """It ran out (410)."""


class LinkReplaced(DeadLink):
    """A newer one was sent (410)."""


class LinkUsed(DeadLink):
    """It was accepted (200)."""


class LinkWithdrawn(DeadLink):
    """Cancelled, revoked, or the client's address was changed (410)."""


class BelongsToSomebodyElse(Exception):
    """Signed in as another account than the invited one (409)."""
