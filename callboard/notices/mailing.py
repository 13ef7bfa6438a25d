"""From what somebody is to be told to mails: at once, or gathered into one.

In quiet hours nothing goes out, and within an hour nobody gets more than `PER_PERSON` mails; what
came in meanwhile is one mail afterwards. What somebody has to act on now is not held up by the
rest: urgent calls have a budget of their own, and take along what waits."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from callboard.agencies.models import Agency
from callboard.limits.limit import Limit
from callboard.mail import outbox
from callboard.notices import choices
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.notices.models import Notice
from callboard.people.models import Membership
from callboard.tenancy import scope, steps

log = logging.getLogger(__name__)

PER_PERSON = Limit("notices to a person, hour", 20, timedelta(hours=1))
URGENT_PER_PERSON = Limit("urgent notices to a person, hour", 20, timedelta(hours=1))
BATCH = 50
SETBACK = timedelta(minutes=1)


def drain_once(now: datetime) -> bool:
    """False when nobody had to get a mail."""
    with scope.crossing_agencies("the worker tells every agency's clients of their calls"):
        due = Notice.objects.filter(mail__isnull=True, due_at__lte=now)
        found = list(due.values_list("membership_id", "agency_id").distinct()[:BATCH])
    for membership_id, agency_id in found:
        with scope.agency(agency_id):
            _try(membership_id, now)
    return bool(found)


def _try(membership_id: int, now: datetime) -> None:
    try:
        with transaction.atomic():
            _mail(membership_id, now)
    except Exception:
        log.exception("Somebody could not be told of calls")
        waiting = Notice.objects.filter(membership_id=membership_id, mail__isnull=True)
        waiting.update(due_at=now + SETBACK)


def _mail(membership_id: int, now: datetime) -> None:
    rows = Notice.objects.select_for_update(of=("self",), skip_locked=True)
    rows = rows.filter(membership_id=membership_id, mail__isnull=True)
    waiting = list(rows.select_related("call").defer("call__known").order_by("pk"))
    if not waiting:
        return
    people = Membership.objects.active().filter(client__archived_at__isnull=True)
    person = (
        people.select_related("user", "client__agency", "notice_choice__agent")
        .filter(pk=membership_id)
        .first()
    )
    choice = choices.told_to(person) if person else Choice(events=())
    wanted = _wanted(waiting, choice)
    unwanted = [one.pk for one in waiting if one not in wanted]
    if unwanted:
        Notice.objects.filter(pk__in=unwanted).delete()
    if person is None or not wanted:
        return
    quiet = choice.quiet.until(now, person.user.time_zone or person.client.time_zone)
    now_due = wanted
    if quiet is not None:
        now_due = _urgent(wanted) if choice.urgent_anyway else []
        _hold([one for one in wanted if one not in now_due], quiet)
    if now_due:
        _send(person, now_due, now)


def _send(person: Membership, notices: Sequence[Notice], now: datetime) -> None:
    budget = URGENT_PER_PERSON if _urgent(notices) else PER_PERSON
    standing = budget.hit(person.agency_id, person.pk, at=now)
    if standing.exceeded:
        _hold(notices, standing.until)
        return
    choices.row_of(person)  # the mail's links find it
    mail = outbox.enqueue(
        agency=Agency.objects.get(pk=person.agency_id),
        client_id=person.client_id,
        kind="call_notice",
        about=person.pk,
        generation=1,
        to_address=person.user.email,
        to_name=person.user.name,
        at=now,
    )
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mail=mail)
    steps.reached("news.mailed")


def _wanted(notices: Sequence[Notice], choice: Choice) -> list[Notice]:
    """With all that is said of a call of which something is wanted."""
    calls = {one.call_id for one in notices if choice.wants(Event(one.event), one.call)}
    return [one for one in notices if one.call_id in calls]


def _urgent(notices: Sequence[Notice]) -> list[Notice]:
    """All that is said of urgent calls."""
    calls = {one.call_id for one in notices if one.event == Event.URGENT}
    return [one for one in notices if one.call_id in calls]


def _hold(notices: Sequence[Notice], until: datetime) -> None:
    # Only what is new among them: a flood must not write all of itself again at every call.
    early = Notice.objects.filter(pk__in=[one.pk for one in notices], due_at__lt=until)
    early.update(due_at=until)
