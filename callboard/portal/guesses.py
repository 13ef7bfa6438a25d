"""Links that somebody makes up: after a hundred unknown ones a network is asked to wait.

A real link works all the same, so nobody can close the door to others.
"""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from callboard.limits.limit import Limit
from callboard.limits.network import full_until
from callboard.people.requests import client_ip
from callboard.portal import link_cookies
from callboard.portal.requests import PublicRequest
from callboard.ui.times import clock_time

UNKNOWN_OF_NETWORK = Limit("unknown links from a network", 100, timedelta(minutes=15))


def refused(request: PublicRequest) -> HttpResponse | None:
    """Counts one unknown link; the answer to one too many, else None."""
    until = full_until(UNKNOWN_OF_NETWORK, client_ip(request))
    if until is None:
        return None
    context = {"time": clock_time(until, request.agency.time_zone)}
    return link_cookies.private(render(request, "portal/dead/too_many.html", context, status=429))
