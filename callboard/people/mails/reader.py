"""Who a mail is for: times in it are by their clock and in their zone, as on their pages."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

from callboard.agencies import addresses
from callboard.mail.models import OutgoingEmail
from callboard.people.models import User
from callboard.ui import clocks

_reader: ContextVar[User | None] = ContextVar("reader", default=None)


@contextmanager
def at(address: str) -> Iterator[None]:
    """While it lasts, what is made is read by whose address this is; a stranger's has no wishes."""
    user = User.objects.filter(email_canonical=addresses.canonical(address)).first()
    token = _reader.set(user)
    try:
        with clocks.of(user.clock if user else ""):
            yield
    finally:
        _reader.reset(token)


def of(email: OutgoingEmail) -> AbstractContextManager[None]:
    return at(email.to_address)


def zone(business: str) -> str:
    """The one that the reader chose, else that of the business."""
    user = _reader.get()
    return (user.time_zone if user else "") or business
