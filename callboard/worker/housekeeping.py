"""What is thrown away after its time: recordings, ended sessions, spent codes, old counters,
worked-through webhooks and tasks, marks of what was read. How much room is taken by what stays, and
what should have ended long ago.
"""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from callboard.agencies.models import Agency
from callboard.agents.models import Connection
from callboard.calls import disk_use, exports, read_marks, retention, storage
from callboard.examples import placing
from callboard.limits.models import Bucket
from callboard.notices.models import Notice
from callboard.payments import looking
from callboard.payments.models import Account, Event, EventState
from callboard.people.models import MailedCode, Session
from callboard.providers import inbox, publish
from callboard.providers.models import Delivery, DeliveryState
from callboard.providers.simulator import sounds
from callboard.summaries import planning
from callboard.summaries.models import Summary
from callboard.tenancy import scope
from callboard.worker.models import Heartbeat

SESSIONS_KEPT = timedelta(days=90)
# Codes that were mailed to sign in, used or not, after their time: the mail may still be looked at.
CODES_KEPT = timedelta(days=1)
BODIES_KEPT = timedelta(days=30)
COUNTERS_KEPT = timedelta(days=2)
TASKS_KEPT = timedelta(days=7)
HEARTBEATS_KEPT = timedelta(days=1)
# Of calls that are no news any more; longer than a mail is tried.
NOTICES_KEPT = timedelta(days=14)
# Longer than Stripe tells of one again.
EVENTS_KEPT = timedelta(days=30)
# Long after nobody could be told of the same week again.
SUMMARIES_KEPT = timedelta(days=60)
# What a fetch that was killed in the middle left on the disk.
DOWNLOADS_KEPT = timedelta(hours=24)


def tidy(now: datetime) -> None:
    """Once an hour. Safe to run twice, and by several workers."""
    Bucket.objects.filter(since__lt=now - COUNTERS_KEPT).delete()
    Heartbeat.objects.filter(beat_at__lt=now - HEARTBEATS_KEPT).delete()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - TASKS_KEPT).delete()
    retention.remove_due(now)
    storage.sweep(DOWNLOADS_KEPT)
    sounds.sweep(DOWNLOADS_KEPT)
    disk_use.count_all(now)
    exports.sweep(now)
    planning.plan_new(now)
    for agency in Agency.objects.order_by("pk"):
        with scope.agency(agency.pk):
            read_marks.settle_all(agency.pk, inbox.told_until(now))
    with scope.crossing_agencies("old rows are thrown away for every agency"):
        placing.tell_overdue(now)
        publish.send_overdue(now)
        looking.plan_overdue(now)
        Event.objects.exclude(state=EventState.PENDING).filter(
            received_at__lt=now - EVENTS_KEPT
        ).delete()
        Account.objects.filter(previous_until__lt=now).update(
            previous_secret=None, previous_until=None
        )
        Session.objects.filter(last_seen_at__lt=now - SESSIONS_KEPT).delete()
        MailedCode.objects.filter(expires_at__lt=now - CODES_KEPT).delete()
        Notice.objects.filter(came_at__lt=now - NOTICES_KEPT).delete()
        Summary.objects.filter(made_at__lt=now - SUMMARIES_KEPT).delete()
        # Those that were parked too: a retry of the provider's brings its own body.
        Delivery.objects.filter(
            state__in=(DeliveryState.DONE, DeliveryState.FAILED),
            received_at__lt=now - BODIES_KEPT,
            body__isnull=False,
        ).update(body=None)
        Connection.objects.filter(previous_until__lt=now).update(
            previous_secret=None, previous_until=None
        )
