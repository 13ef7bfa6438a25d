"""Signing in by a mailed link. Opening it uses nothing up: the button on the page does."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from callboard.people import mailed_codes
from callboard.people.mailed_codes import CodeDead
from callboard.people.requests import actor_of
from callboard.portal import first_step, guesses, link_cookies
from callboard.portal.requests import PublicRequest
from callboard.tenancy.audience import public

COOKIE = "sign-in-link"


@require_safe
@public
def opened(request: PublicRequest, token: str) -> HttpResponse:
    try:
        row = mailed_codes.find(token)
    except CodeDead:
        return guesses.refused(request) or _dead(request)
    response = HttpResponseRedirect(reverse("portal:mailed_link_confirm"), status=303)
    link_cookies.remember(response, COOKIE, row.selector)
    return link_cookies.private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def confirm(request: PublicRequest) -> HttpResponse:
    try:
        row = mailed_codes.reopen(link_cookies.recall(request, COOKIE))
        if request.method != "POST":
            page = render(request, "portal/mailed_code/link.html", {"user": row.user})
            return link_cookies.unstored(page)
        user = mailed_codes.use_link(row, by=actor_of(request))
    except CodeDead:
        return _dead(request)
    response = first_step.on_from(request, user, kept=row.kept, wanted=row.next)
    link_cookies.forget(response, COOKIE)
    return response


def _dead(request: PublicRequest) -> HttpResponse:
    page = render(request, "portal/mailed_code/dead.html", status=410)
    return link_cookies.private(page)
