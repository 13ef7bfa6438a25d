"""Bookings as the lines of a table for a spreadsheet, by the business's clock."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from callboard.agencies.models import Client
from callboard.bookings.models import Booking
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
        call = one.heard_in
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
            f"{call.started_at.astimezone(zone):%Y-%m-%d %H:%M}" if call else "",
            one.added_by,
        ]
