"""Time zones by the name people say."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_name
from django.utils.translation import get_language, to_locale


def locale() -> Locale:
    """The reader's, which also decides between 12 and 24 hours."""
    return _locale(get_language() or "en")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(to_locale(language))


def zone_name(zone: ZoneInfo | str) -> str:
    """ "Eastern time": the generic name, right in July and in January (never EST)."""
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    if place.key in ("UTC", "Etc/UTC"):
        return "UTC"
    name: str = get_timezone_name(place, width="long", zone_variant="generic", locale=locale())
    return name.replace(" Time", " time")


def city(zone: ZoneInfo | str) -> str:
    """The place a zone is named after: "New York"."""
    key = zone if isinstance(zone, str) else zone.key
    return key.rpartition("/")[2].replace("_", " ")


def local(moment: datetime, zone: ZoneInfo | str) -> datetime:
    """`moment` (aware) on the clocks of `zone`."""
    return moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
