"""Links that open nothing: each says what happened, and one next step."""

from django.http import HttpResponse
from django.shortcuts import render

from callboard.agencies import addresses
from callboard.people import renewals
from callboard.people.models import Invitation
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

COOKIE = "invitation"

_PAGES: dict[type[Exception], tuple[str, int]] = {
    LinkUnknown: ("unknown", 404),
    LinkExpired: ("expired", 410),
    LinkReplaced: ("replaced", 410),
    LinkWithdrawn: ("withdrawn", 410),
}
_RENEWABLE = (LinkExpired, LinkReplaced)


def answer(
    request: PublicRequest,
    refusal: DeadLink | LinkUnknown,
    *,
    selector: str = "",
    wait: str = "",
    status: int | None = None,
) -> HttpResponse:
    """`selector` is that of the link at hand: where a new one can be asked for, the browser keeps
    it for that. `wait` is why it cannot just now.

    A used link is no fault to look at (200), but it cannot be used again (409)."""
    if isinstance(refusal, LinkUsed):
        page, usual = "used", 409 if request.method == "POST" else 200
    else:
        page, usual = _PAGES[type(refusal)]
    invitation = refusal.invitation if isinstance(refusal, DeadLink) else None
    renewable = isinstance(refusal, _RENEWABLE) and renewals.offered(refusal.invitation)
    context = about(invitation) | {"renewable": renewable and bool(selector), "wait": wait}
    response = render(request, f"portal/dead/{page}.html", context, status=status or usual)
    if renewable and selector:
        link_cookies.remember(response, COOKIE, selector)
        link_cookies.may_post(response)
    elif not isinstance(refusal, LinkUsed):
        link_cookies.forget(response, COOKIE)
    return response


def about(invitation: Invitation | None) -> dict[str, object]:
    """What the pages of a dead link say of its invitation; not the whole address, since whoever
    holds an old link need not be who was invited.
    """
    if invitation is None:
        return {"invitation": None}
    within = invitation.client or invitation.agency
    return {
        "invitation": invitation,
        "masked": addresses.masked(invitation.address),
        "zone": within.time_zone,
    }
