"""Links that open nothing: each says what happened, and one next step."""

from django.http import HttpResponse
from django.shortcuts import render

from callboard.agencies import addresses
from callboard.people.refusals import (
    DeadLink,
    LinkExpired,
    LinkReplaced,
    LinkUnknown,
    LinkUsed,
    LinkWithdrawn,
)
from callboard.portal import link_cookies
from callboard.portal.requests import PublicRequest

_PAGES: dict[type[Exception], tuple[str, int]] = {
    LinkUnknown: ("unknown", 404),
    LinkExpired: ("expired", 410),
    LinkReplaced: ("replaced", 410),
    LinkWithdrawn: ("withdrawn", 410),
}


def answer(request: PublicRequest, refusal: DeadLink | LinkUnknown) -> HttpResponse:
    """A used link is no fault to look at (200), but it cannot be used again (409)."""
    if isinstance(refusal, LinkUsed):
        page, status = "used", 409 if request.method == "POST" else 200
    else:
        page, status = _PAGES[type(refusal)]
    invitation = refusal.invitation if isinstance(refusal, DeadLink) else None
    masked = addresses.masked(invitation.address) if invitation else ""
    context = {"invitation": invitation, "masked": masked}
    response = render(request, f"portal/dead/{page}.html", context, status=status)
    if not isinstance(refusal, LinkUsed):
        link_cookies.forget(response, "invitation")
    return link_cookies.private(response)
