"""Sending what lies in the outbox, and telling each mail's fate as the mail server told it.

A mail is claimed under a lease by one conditional UPDATE. `handed_over_at` is committed before the
first byte that could make it arrive: a sender that dies before leaves a mail to be tried again, one
that dies after leaves a mail that may have arrived, which is tried exactly once more, with the same
Message-ID and the same link."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from callboard.audit.actor import SYSTEM
from callboard.audit.record import record
from callboard.mail import compose, messages
from callboard.mail.messages import Drop
from callboard.mail.models import MailState, OutgoingEmail
from callboard.mail.transport import Fate, Outcome, Sender
from callboard.tenancy import scope, steps

log = logging.getLogger(__name__)

# Who else is told that a mail server refused a mail for good; those who queue mails stand above.
_told_of_refusals: list[Callable[[OutgoingEmail], None]] = []

GIVE_UP_AFTER = timedelta(hours=24)
NEVER_CONFIRMED = "The mail server took the mail and never confirmed it. It may have arrived."


def when_refused(tell: Callable[[OutgoingEmail], None]) -> None:
    """`tell` is called in the transaction that writes it down, inside the agency's scope."""
    _told_of_refusals.append(tell)


def drain_once(owner: str, sender: Sender) -> bool:
    """Sends one mail that is due; False when none was."""
    with scope.crossing_agencies("the worker sends every agency's mail"):
        email = _claim(owner, timezone.now())
    if email is None:
        return False
    steps.reached("mail.claimed")
    with scope.agency(email.agency_id):
        deliver(email, sender)
    return True


def deliver(email: OutgoingEmail, sender: Sender) -> None:
    """Tries one claimed mail. Whatever happens, its row says so afterwards."""
    if email.unconfirmed > 1:
        _tell(email, MailState.FAILED, NEVER_CONFIRMED)
        return
    try:
        message = messages.build(email)
        if isinstance(message, Drop):
            _tell(email, MailState.DROPPED, message.reason)
            return
        mail, to = compose.mime(email, message), compose.routed(email.to_address)
    except Exception:
        # A template or a brand that is broken holds this mail back; it must not go out in anybody
        # else's name.
        log.exception("A mail could not be made")
        _later(email, "The mail could not be made.", timezone.now())
        return
    outcome = sender.send(mail, to, before_data=lambda: _hand_over(email))
    _conclude(email, outcome, timezone.now())
    steps.reached("mail.told")


def _claim(owner: str, now: datetime) -> OutgoingEmail | None:
    """The mail that is due and has waited longest, now ours until the lease runs out."""
    waiting = Q(state__in=[MailState.QUEUED, MailState.DELAYED], next_at__lte=now)
    lost = Q(state=MailState.SENDING, leased_until__lt=now)
    with transaction.atomic():
        rows = OutgoingEmail.objects.filter(waiting | lost).order_by("next_at", "id")
        if connection.vendor == "postgresql":
            rows = rows.select_for_update(skip_locked=True)
        email = rows.first()
        if email is None:
            return None
        # A lease that ran out after the hand-over: nobody knows whether the mail arrived.
        died = email.state == MailState.SENDING and email.handed_over_at is not None
        OutgoingEmail.objects.filter(pk=email.pk).update(
            state=MailState.SENDING,
            lease_owner=owner,
            leased_until=now + _lease(),
            attempts=F("attempts") + 1,
            unconfirmed=F("unconfirmed") + (1 if died else 0),
            handed_over_at=None,
        )
        email.refresh_from_db()
    return email


def _lease() -> timedelta:
    """Longer than the longest silence that every step of a try may take."""
    return timedelta(seconds=settings.EMAIL_TIMEOUT * 6)


def _hand_over(email: OutgoingEmail) -> None:
    OutgoingEmail.objects.filter(pk=email.pk).update(handed_over_at=timezone.now())


def _conclude(email: OutgoingEmail, outcome: Outcome, now: datetime) -> None:
    match outcome.fate:
        case Fate.ACCEPTED:
            _tell(email, MailState.SENT, outcome.words)
        case Fate.REFUSED:
            _tell(email, MailState.BOUNCED, outcome.words)
        case Fate.DEFERRED:
            _later(email, outcome.words, now)
        case Fate.UNCONFIRMED if email.unconfirmed:
            _tell(email, MailState.FAILED, NEVER_CONFIRMED)
        case Fate.UNCONFIRMED:
            OutgoingEmail.objects.filter(pk=email.pk).update(unconfirmed=F("unconfirmed") + 1)
            _later(email, outcome.words, now)


def _later(email: OutgoingEmail, words: str, now: datetime) -> None:
    """Tries again by the back-off, for 24 hours; then it has failed."""
    if now - email.queued_at >= GIVE_UP_AFTER:
        _tell(email, MailState.FAILED, words)
        return
    waits = settings.MAIL_BACKOFF_SECONDS
    wait = waits[min(email.attempts, len(waits)) - 1]
    _tell(email, MailState.DELAYED, words, next_at=now + timedelta(seconds=wait))


def _tell(
    email: OutgoingEmail, state: MailState, words: str, *, next_at: datetime | None = None
) -> None:
    """Writes a mail's fate and the timeline's entry, together."""
    now = timezone.now()
    sent = state == MailState.SENT
    facts = {"reply": words} if sent else {"last_error": words}
    twice = sent and email.unconfirmed > 0
    with transaction.atomic():
        hit = OutgoingEmail.objects.filter(
            pk=email.pk, state=MailState.SENDING, lease_owner=email.lease_owner
        ).update(
            state=state,
            next_at=next_at or email.next_at,
            leased_until=None,
            handed_over_at=None,
            sent_at=now if sent else None,
            maybe_twice=twice,
            **facts,
        )
        if not hit:
            return  # our lease ran out and another sender has it now
        record(
            f"mail.{state}",
            agency_id=email.agency_id,
            client_id=email.client_id,
            by=SYSTEM,
            about=f"mail:{email.public_id}",
            after={
                "kind": email.kind,
                "to": email.to_address,
                "words": words,
                "generation": email.generation,
                "next_at": next_at.isoformat() if next_at else None,
                "maybe_twice": twice,
            },
            at=now,
        )
        if state == MailState.BOUNCED:
            for tell in _told_of_refusals:
                tell(email)
