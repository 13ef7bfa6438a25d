"""The time zones to choose from: those of most clients by the name people say, then all."""

from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from callboard.ui.zones import zone_name

NEAR = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
_PLACES = (
    "Africa/",
    "America/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)

Group = tuple[str, list[tuple[str, str]]]


def zone_choices() -> list[Group]:
    return _choices(get_language() or "")


@cache
def _choices(_language: str) -> list[Group]:
    rest = sorted(zone for zone in available_timezones() if zone.startswith(_PLACES))
    return [
        (_("United States"), [(zone, zone_name(zone)) for zone in NEAR]),
        (
            _("All places"),
            [(zone, zone.replace("_", " ")) for zone in [*rest, "UTC"] if zone not in NEAR],
        ),
    ]
