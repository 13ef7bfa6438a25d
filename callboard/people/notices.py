"""Security notices: what happened to an account is told to its address, in the act's transaction.

Who would misuse an account may not switch them off."""

from datetime import datetime

from callboard.mail import outbox
from callboard.people.models import User


def tell(user: User, kind: str, *, about: int | None = None, at: datetime | None = None) -> None:
    """Queues a notice of this kind (`callboard.people.mails.security`); `about` defaults to the
    account.
    """
    outbox.enqueue(
        agency=user.agency,
        client_id=None,
        kind=kind,
        about=user.pk if about is None else about,
        generation=1,
        to_address=user.email,
        to_name=user.name,
        at=at,
    )
