"""What all mails about people need."""

from datetime import datetime

from babel.dates import format_date

from callboard.agencies.models import Agency
from callboard.mail.models import OutgoingEmail
from callboard.ui.times import clock_time
from callboard.ui.zones import local, locale


def agency_of(email: OutgoingEmail) -> Agency:
    """With its brand."""
    return Agency.objects.select_related("brand").get(pk=email.agency_id)


def moment_words(moment: datetime, zone: str, day: str = "EEEE d MMMM") -> str:
    """A moment in `zone`, its day by a CLDR pattern: "Tuesday 8 December, 9:30 AM"."""
    return f"{day_words(moment, zone, day)}, {clock_time(moment, zone)}"


def day_words(moment: datetime, zone: str, day: str = "EEEE d MMMM") -> str:
    return format_date(local(moment, zone), day, locale=locale())
