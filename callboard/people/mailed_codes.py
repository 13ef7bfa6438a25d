"""Signing in with what was mailed: a code to type where one asked for it, or a link.

The request writes one task whatever the address is, and the worker finds out whether to mail: same
words after the same statements for a known, an unknown and a revoked address."""

import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.record import record
from callboard.keys import ring
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.people import budgets, recovery_codes, second_factor, tokens
from callboard.people.departures import has_access
from callboard.people.models import MailedCode, User
from callboard.people.models.account_link import LinkState
from callboard.people.tokens import LinkFacts, MalformedToken
from callboard.people.tries import TooManyTries
from callboard.tenancy.tasks import tenant_task

LIFE = timedelta(minutes=10)
PATH = "/sign-in/email/link/{}/"
_LENGTH = 8
_LONGEST_NEXT = 500
# Of a browser that asked, whether a code was mailed or not.
TRIES = Limit("tries at a mailed code", 5, LIFE)


class CodeDead(Exception):
    """Unknown, used, replaced or run out: to whoever holds it, all the same."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that asked for a code, and what was chosen there."""

    id: str
    address: str
    kept: bool = False
    next: str = ""


def visit(
    agency_id: int, address: str, earlier: Visit | None, *, kept: bool, next_page: str
) -> Visit:
    """The same one again for who asks again, so that a code mailed before still works where no
    further one may be; a new one where the tries are used up.
    """
    same = earlier is not None and earlier.address == address
    again = earlier.id if earlier is not None and same else ""
    if not again or TRIES.standing(agency_id, again).full:
        again = tokens.new_selector()
    return Visit(again, address, kept, next_page if len(next_page) <= _LONGEST_NEXT else "")


def ask(agency_id: int, visit: Visit, *, as_link: bool = False) -> None:
    """Notes that somebody wants to sign in with this address."""
    kind = "sign_in_link" if as_link else "sign_in_code"
    mail_one.enqueue(agency_id, asdict(visit), kind)


@tenant_task
def mail_one(agency_id: int, asked: dict[str, Any], kind: str) -> None:
    """To an account that may sign in; to any other address nothing."""
    visit, now = Visit(**asked), timezone.now()
    with transaction.atomic():
        # The row is the lock: of two at once, the second replaces the first's code, and what is
        # revoked meanwhile waits for us, or we for it.
        rows = User.objects.filter(email_canonical=visit.address)
        user = rows.select_for_update(no_key=True).first()
        if user is None or not has_access(user.pk):
            return
        if not budgets.may_mail_code(agency_id, visit.address, now):
            return
        MailedCode.objects.filter(user=user).end()
        made = MailedCode.objects.create(
            agency_id=agency_id,
            user=user,
            selector=tokens.new_selector(),
            key_id=ring.newest_key_id(),
            visit=visit.id,
            kept=visit.kept,
            next=visit.next,
            created_at=now,
            expires_at=now + LIFE,
        )
        _write_down("sign_in_code.mailed", user, SYSTEM, now)
        outbox.enqueue(
            agency=Agency.objects.get(pk=agency_id),
            client_id=None,
            kind=kind,
            about=made.pk,
            generation=1,
            to_address=user.email,
            to_name=user.name,
        )


def code_of(row: MailedCode) -> str:
    """Forty bits, to be shown in fours."""
    key = ring.key("sign-in code", row.key_id)
    text = "\x1f".join([row.selector, row.visit, row.user.email_canonical])
    digest = hmac.digest(key, text.encode(), hashlib.sha256)
    alphabet = recovery_codes.ALPHABET
    return "".join(alphabet[byte % len(alphabet)] for byte in digest[:_LENGTH])


def url_of(agency: Agency, row: MailedCode) -> str:
    """The address to mail. A secret, like an invitation's."""
    return agency.url(PATH.format(_facts(row).token()))


def use_code(visit: Visit, agency_id: int, typed: str, *, by: Actor) -> User | None:
    """Whose code this is, used up by it; None for a wrong one. Raises `TooManyTries`."""
    now = timezone.now()
    # Counted before it is looked at, so that many at once are no way past.
    standing = TRIES.hit(agency_id, visit.id, at=now)
    if standing.exceeded:
        raise TooManyTries(standing.until)
    row = _live(now, visit=visit.id)
    right = row is not None and _same(code_of(row), second_factor.plain(typed))
    if row is None or not right:
        return None
    try:
        return _use_up(row, by, now)
    except CodeDead:
        return None


def find(token: str) -> MailedCode:
    """The live row of a mailed link. Raises `CodeDead`; changes nothing."""
    try:
        selector, verifier = tokens.split(token)
    except MalformedToken:
        raise CodeDead from None
    row = reopen(selector)
    if not _facts(row).proves(verifier):
        raise CodeDead
    return row


def reopen(selector: str) -> MailedCode:
    """The same for a browser that has opened the link and kept its selector (signed)."""
    row = _live(timezone.now(), selector=selector)
    if row is None:
        raise CodeDead
    return row


def use_link(row: MailedCode, *, by: Actor) -> User:
    """Raises `CodeDead` where it was used meanwhile, or the person's access ended."""
    return _use_up(row, by, timezone.now())


def _use_up(row: MailedCode, by: Actor, now: datetime) -> User:
    with transaction.atomic():
        # One UPDATE: of two with the same code, one hits the row.
        live = MailedCode.objects.live().filter(pk=row.pk, expires_at__gt=now)
        if live.update(state=LinkState.USED, used_at=now) != 1 or not has_access(row.user_id):
            raise CodeDead
        _write_down("sign_in_code.used", row.user, by, now)
    return row.user


def _live(now: datetime, **of: str) -> MailedCode | None:
    rows = MailedCode.objects.live().filter(expires_at__gt=now, **of)
    return rows.select_related("user").first()


def _same(code: str, typed: str) -> bool:
    return hmac.compare_digest(code.encode(), typed.encode("utf-8", "surrogatepass"))


def _facts(row: MailedCode) -> LinkFacts:
    return LinkFacts("sign_in", row.selector, row.key_id, 1, row.user.email_canonical)


def _write_down(act: str, user: User, by: Actor, now: datetime) -> None:
    record(act, agency_id=user.agency_id, by=by, about=f"user:{user.public_id}", at=now)
