"""A mail loads nothing from anybody but the agency's own host."""

import re

from django.utils import timezone

from callboard.mail import compose
from callboard.people.mails.invitation import invitation_message
from callboard.people.models import Invitation
from callboard.tenancy import scope
from tests.cast import Cast


def test_a_mail_loads_nothing_from_elsewhere(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        offered = Invitation(
            agency=cast.northwind,
            client=cast.harbor_law,
            note="Hello",
            invited_by=cast.ana,
            expires_at=timezone.now(),
        )
        message = invitation_message(offered, link=cast.northwind.url("/invitation/x/"))
        html = compose.html_of(message)
    hosts = set(re.findall(r"https?://([^/\"')\s:]+)", html))
    # The names of the HTML dialects of old mail programs; nothing is fetched from there.
    assert hosts - {"www.w3.org", "schemas.microsoft.com"} == {cast.northwind.host}
