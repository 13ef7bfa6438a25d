"""A call has ended: that is all the merge of its events has to say."""

from datetime import datetime, timedelta

from callboard.calls.models import Call, Rank
from callboard.notices import events
from callboard.notices.models import CallNews

# For so long a call that has ended waits for what was made of it; then it is told without. With
# the seconds that a mail takes, within a minute.
GRACE = timedelta(seconds=45)


def heard(call: Call, at: datetime) -> None:
    """Notes that the call has something to tell: one statement, whoever wants to know it.

    Inside the transaction that holds and writes the call; `at` is when we heard the event."""
    if not events.of_call(call, at):
        return
    complete = call.rank >= Rank.ANALYSED
    row = CallNews(agency_id=call.agency_id, call_id=call.pk, due_at=at if complete else at + GRACE)
    if complete:
        CallNews.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["call"], update_fields=["due_at"]
        )
    else:
        # What is noted already is due no later.
        CallNews.objects.bulk_create([row], ignore_conflicts=True)
