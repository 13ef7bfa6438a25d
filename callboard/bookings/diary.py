"""A client's bookings as its people look at them: four lists, and how many stand in each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from callboard.agencies.models import Client
from callboard.bookings.models import Booking

if TYPE_CHECKING:
    from callboard.bookings.models.booking import BookingQuerySet

# A count beyond it is told as "99+": so much can be counted on every page.
COUNTED = 99


class Tab(StrEnum):
    UPCOMING = "upcoming"
    PAST = "past"
    CANCELLED = "cancelled"
    NOT_IN_CALENDAR = "not-in-calendar"


def tab_named(name: str) -> Tab | None:
    return Tab(name) if name in set(Tab) else None


@dataclass(frozen=True, slots=True)
class Page:
    """Which list, and how it is ordered (for `callboard.ui.keyset`)."""

    rows: "BookingQuerySet"
    ordered: tuple[str, str]


def page(tab: Tab, client: Client, now: datetime) -> Page:
    """What comes next first: upcoming from now on, the rest from the latest back."""
    of_client: BookingQuerySet = Booking.objects.filter(client=client)
    soonest_first, latest_first = ("starts_at", "id"), ("-starts_at", "-id")
    match tab:
        case Tab.UPCOMING:
            return Page(of_client.upcoming(now), soonest_first)
        case Tab.PAST:
            return Page(of_client.past(now), latest_first)
        case Tab.CANCELLED:
            return Page(of_client.cancelled(), latest_first)
        case Tab.NOT_IN_CALENDAR:
            return Page(of_client.not_in_calendar(now), soonest_first)


def counts(client: Client, now: datetime) -> dict[Tab, int]:
    """How many each list has, at most `COUNTED` + 1; a statement each, by its index alone."""
    return {tab: page(tab, client, now).rows.order_by()[: COUNTED + 1].count() for tab in Tab}


def upcoming(client: Client, now: datetime) -> "BookingQuerySet":
    """Soonest first."""
    rows: BookingQuerySet = Booking.objects.filter(client=client).upcoming(now)
    return rows.order_by("starts_at", "id")


def past(client: Client, now: datetime) -> "BookingQuerySet":
    """The latest first."""
    rows: BookingQuerySet = Booking.objects.filter(client=client).past(now)
    return rows.order_by("-starts_at", "-id")


def not_in_calendar(client: Client, now: datetime) -> "BookingQuerySet":
    """What somebody still has to enter, soonest first; those of the last week included."""
    rows: BookingQuerySet = Booking.objects.filter(client=client).not_in_calendar(now)
    return rows.order_by("starts_at", "id")


def of_day(client: Client, day: date) -> "BookingQuerySet":
    """All that stand on one day of the business's calendar, in order."""
    zone = ZoneInfo(client.time_zone)
    first = datetime.combine(day, datetime.min.time(), zone)
    # The next midnight by the clock, not 24 hours later: days on which clocks change have 23 or 25.
    last = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    rows: BookingQuerySet = Booking.objects.filter(client=client).standing()
    return rows.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "id")
