"""What a form says when it is sent too often."""

from datetime import datetime

from django.forms import Form
from django.utils.translation import gettext as _

from callboard.portal.requests import PersonRequest, PublicRequest
from callboard.ui.times import clock_time


def too_many_tries(
    request: PublicRequest | PersonRequest, form: Form, until: datetime, field: str | None = None
) -> None:
    """Says by the agency's clock when a try is looked at again; the answer is a 429."""
    words = _("Too many tries. You can try again at %(time)s.")
    form.add_error(field, words % {"time": clock_time(until, request.agency.time_zone)})
