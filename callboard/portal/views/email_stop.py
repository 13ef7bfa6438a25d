"""The link in the notice to the old address: whoever reads it may stop the change, signed in or
not.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from callboard.people import address_changes, address_links
from callboard.people.address_links import ChangeDead
from callboard.people.requests import actor_of
from callboard.portal import link_cookies
from callboard.portal.requests import PublicRequest
from callboard.portal.views import dead_changes
from callboard.tenancy.audience import public

COOKIE = "email_stop"


@require_safe
@public
def opened(request: PublicRequest, token: str) -> HttpResponse:
    try:
        change = address_links.find(token, "email_stop")
    except ChangeDead as refusal:
        return dead_changes.answer(request, refusal, COOKIE)
    response = HttpResponseRedirect("/email-stop/", status=303)
    link_cookies.remember(response, COOKIE, change.stop_selector)
    return link_cookies.private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def stop(request: PublicRequest) -> HttpResponse:
    """A GET shows the button; only the POST stops."""
    try:
        selector = link_cookies.recall(request, COOKIE)
        change = address_links.reopen(selector, "email_stop")
        if request.method == "POST":
            address_changes.stop(change, by=actor_of(request))
    except ChangeDead as refusal:
        return dead_changes.answer(request, refusal, COOKIE)
    page = "stopped" if request.method == "POST" else "stop"
    response = render(request, f"portal/email/{page}.html", {"change": change})
    if request.method == "POST":
        link_cookies.forget(response, COOKIE)
    return link_cookies.unstored(response)
