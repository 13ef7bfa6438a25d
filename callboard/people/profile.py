"""What a person may change about the own account."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.mail import outbox
from callboard.people import sessions, short_passwords
from callboard.people.models import AccountLink, MailedCode, User
from callboard.people.models.session import EndReason


@dataclass(frozen=True, slots=True)
class Profile:
    """`time_zone` "" follows the business; `theme` is "", "light" or "dark"; `clock`
    "", "12" or "24"; `shortcuts` whether single keys do something."""

    name: str
    time_zone: str
    theme: str
    clock: str = ""
    shortcuts: bool = True


def change(user: User, to: Profile, *, by: Actor) -> None:
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(
            name=to.name,
            time_zone=to.time_zone,
            theme=to.theme,
            clock=to.clock,
            shortcuts=to.shortcuts,
        )
        record(
            "profile.changed",
            agency_id=user.agency_id,
            by=by,
            about=f"user:{user.public_id}",
            before={"name": user.name, "time_zone": user.time_zone},
            after={"name": to.name, "time_zone": to.time_zone},
        )


def change_password(user: User, password_hash: str, *, by: Actor, is_short: bool = False) -> User:
    """Ends every session: the browser at hand is signed in anew. The person is told by mail.

    Raises `Refused` for a short one where no second step is on."""
    now = timezone.now()
    with transaction.atomic():
        if is_short:
            short_passwords.keep_second_step(user.pk)
        User.objects.filter(pk=user.pk).update(
            password=password_hash, short_password=is_short, epoch=F("epoch") + 1
        )
        sessions.end_all(user.pk, EndReason.PASSWORD, at=now)
        AccountLink.objects.filter(user=user).end()
        MailedCode.objects.filter(user=user).end()
        tell_password_changed(user)
        record(
            "password.changed",
            agency_id=user.agency_id,
            by=by,
            about=f"user:{user.public_id}",
            at=now,
        )
    user.refresh_from_db()
    return user


def tell_password_changed(user: User) -> None:
    """Queues the notice to the account's address."""
    outbox.enqueue(
        agency=Agency.objects.get(pk=user.agency_id),
        client_id=None,
        kind="password_changed",
        about=user.pk,
        generation=user.epoch,
        to_address=user.email,
        to_name=user.name,
    )


def dismiss_passkey_offer(user: User) -> None:
    User.objects.filter(pk=user.pk).update(passkey_offered=False)
