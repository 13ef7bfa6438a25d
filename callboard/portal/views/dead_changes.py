"""Links of an address change that can do nothing (any more): each says what happened."""

from django.http import HttpResponse
from django.shortcuts import render

from callboard.people.address_links import ChangeDead, Why
from callboard.portal import guesses, link_cookies
from callboard.portal.requests import PublicRequest


def answer(request: PublicRequest, refusal: ChangeDead, cookie: str) -> HttpResponse:
    """A used link is no fault to look at (200), but it cannot be used again (409)."""
    unknown = refusal.why is Why.UNKNOWN
    if unknown and "token" in request.resolver_match.kwargs and (full := guesses.refused(request)):  # type: ignore[union-attr]
        return full
    status = 404 if unknown else 410
    if refusal.why is Why.CONFIRMED:
        status = 409 if request.method == "POST" else 200
    page = render(request, "portal/email/dead.html", {"why": refusal.why.value}, status=status)
    if not unknown:
        link_cookies.forget(page, cookie)
    return link_cookies.private(page)
