"""Bookings as the lines of a table for a spreadsheet, by the business's clock."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from callboard.agencies.models import Client
from callboard.bookings.models import Booking
from callboard.calls.wording import EXAMPLE
from callboard.ui.zones import zone_name


def rows(bookings: Iterable[Booking], client: Client) -> Iterator[list[str]]:
    """The head first."""
    zone = ZoneInfo(client.time_zone)
    yield [
        _("Day"),
        _("From"),
        _("Until"),
        _("Time zone"),
        _("Name"),
        _("Phone"),
        _("What for"),
        _("Status"),
        _("Notes"),
        _("From the call of"),
        _("Added by"),
    ]
    for one in bookings:
        starts = one.starts_at.astimezone(zone)
        ends = one.ends_at.astimezone(zone) if one.ends_at else None
        yield [
            f"{starts:%Y-%m-%d}",
            f"{starts:%H:%M}",
            f"{ends:%H:%M}" if ends else "",
            zone_name(zone),
            one.name,
            one.phone,
            one.service,
            str(one.status.label),
            one.notes,
            _from_call(one, zone),
            one.added_by,
        ]


def _from_call(booking: Booking, zone: ZoneInfo) -> str:
    call = booking.heard_in
    if call is None:
        return ""
    at = f"{call.started_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return f"{at} ({EXAMPLE})" if booking.is_example else at
