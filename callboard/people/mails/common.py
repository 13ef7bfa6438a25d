"""What all mails about people need."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from django.utils.translation import get_language, to_locale

from callboard.agencies.models import Agency
from callboard.mail.models import OutgoingEmail


def agency_of(email: OutgoingEmail) -> Agency:
    """With its brand."""
    return Agency.objects.select_related("brand").get(pk=email.agency_id)


def moment_words(moment: datetime, zone: str, form: str = "EEEE d MMMM, h:mm a") -> str:
    """A moment on the clocks of `zone`, by a CLDR pattern: "Tuesday 8 December, 9:30 AM"."""
    locale = to_locale(get_language() or "en-us")
    return format_datetime(moment, form, tzinfo=ZoneInfo(zone), locale=locale)
