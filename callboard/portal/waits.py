"""What a form says when it is sent too often."""

from datetime import datetime

from django.forms import Form
from django.utils.translation import gettext as _

from callboard.portal.requests import PersonRequest, PublicRequest
from callboard.ui.times import clock_time


def too_many_tries(
    request: PublicRequest | PersonRequest, form: Form, until: datetime, field: str | None = None
) -> None:
    """Says when a try is looked at again; the answer is a 429."""
    form.add_error(field, words(request, until))


def words(request: PublicRequest | PersonRequest, until: datetime) -> str:
    """By the agency's clock."""
    said = _("Too many tries. You can try again at %(time)s.")
    return said % {"time": clock_time(until, request.agency.time_zone)}
