"""The link at the foot of a notice: such mails end.

A mail program's server posts to the link itself (RFC 8058), without a cookie, and is done. A person
is shown a page with one button, which posts elsewhere and proves that the page was shown. So a GET,
a HEAD or a bare POST of whoever checks links changes nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from callboard.agencies import addresses
from callboard.notices import choices, links, wording
from callboard.notices.links import STOPS, SUMMARY, StopUnknown
from callboard.notices.models import NoticeChoice
from callboard.people.requests import actor_of
from callboard.portal import guesses, link_cookies
from callboard.portal.requests import PublicRequest
from callboard.tenancy.audience import public


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def stop(request: PublicRequest, what: str, token: str) -> HttpResponse:
    try:
        row = links.find(what, token)
    except StopUnknown:
        return _unknown(request)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return _stopped(request, row, what)
    return _page(request, "stop", row, what)


@require_POST
@public
def confirm(request: PublicRequest, what: str, token: str) -> HttpResponse:
    try:
        return _stopped(request, links.find(what, token), what)
    except StopUnknown:
        return _unknown(request)


def _stopped(request: PublicRequest, row: NoticeChoice, what: str) -> HttpResponse:
    choices.stop(row, STOPS[what], by=actor_of(request), summary=what == SUMMARY)
    return _page(request, "stopped", row, what)


def _page(request: PublicRequest, page: str, row: NoticeChoice, what: str) -> HttpResponse:
    """The same whether the person has access or not."""
    context = {
        "mails": wording.STOPPED[what],
        "address": addresses.masked(row.membership.user.email),
        "action": f"{request.path.removesuffix('confirmation/')}confirmation/",
    }
    response = render(request, f"portal/notices/{page}.html", context)
    link_cookies.may_post(response)
    return link_cookies.private(response)


def _unknown(request: PublicRequest) -> HttpResponse:
    page = guesses.refused(request) or render(request, "portal/notices/unknown.html", status=404)
    return link_cookies.private(page)
