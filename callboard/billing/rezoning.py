"""What a new time zone changes: calls near the ends of open periods may be of another one."""

from datetime import timedelta

from callboard.agencies.models import Client
from callboard.billing import boundaries, usage
from callboard.billing.ledger import Book
from callboard.billing.models import Entry, Period

# Two zones are at most 26 hours apart, and midnight is taken by the new one.
_NEAR = timedelta(hours=27)


def follow(client: Client) -> None:
    """The client is held and has its new zone. What is closed stays."""
    rows = Period.objects.filter(client=client).select_related("client").order_by("starts_on")
    book = Book(client.pk)
    book.periods = list(rows)
    for period in book.periods:
        period.client = client
    open_ones = [period for period in book.periods if not period.is_closed]
    days = {day for period in open_ones for day in (period.starts_on, period.ends_on)}
    for day in sorted(days):
        midnight = boundaries.midnight(day, client.time_zone)
        near = Entry.objects.filter(
            client=client, started_at__range=(midnight - _NEAR, midnight + _NEAR)
        )
        for entry in near:
            home = book.named(entry.of_period_id)
            if home is not None and home.is_closed:
                continue
            placed = book.of(entry.started_at)
            if placed is not None and placed.is_closed:
                placed = book.open
            if placed != home:
                Entry.objects.filter(pk=entry.pk).update(period=placed, of_period=placed)
    for period in open_ones:
        usage.recount(period)
