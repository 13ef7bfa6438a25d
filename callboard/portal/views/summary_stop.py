"""The link at the foot of the numbers for a contact, or of the staff's report: such mails end.

As with the mails about calls (`notice_stop`): a mail program's server posts to the link and is
done, a person is shown a page with one button, and a look changes nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from callboard.agencies import addresses
from callboard.people.requests import actor_of
from callboard.portal import guesses, link_cookies
from callboard.portal.requests import PublicRequest
from callboard.summaries import links, stopping
from callboard.summaries.links import StopUnknown
from callboard.summaries.models import ContactChoice, ReportChoice
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
        return _stopped(request, row)
    return _page(request, "stop", row)


@require_POST
@public
def confirm(request: PublicRequest, what: str, token: str) -> HttpResponse:
    try:
        return _stopped(request, links.find(what, token))
    except StopUnknown:
        return _unknown(request)


def _stopped(request: PublicRequest, row: ContactChoice | ReportChoice) -> HttpResponse:
    stopping.stop(row, by=actor_of(request))
    return _page(request, "stopped", row)


def _page(request: PublicRequest, page: str, row: ContactChoice | ReportChoice) -> HttpResponse:
    """The same whether anybody has access or not."""
    of_contact = isinstance(row, ContactChoice)
    address = row.address if isinstance(row, ContactChoice) else row.user.email
    context = {
        "of_contact": of_contact,
        "address": addresses.masked(address),
        "action": f"{request.path.removesuffix('confirmation/')}confirmation/",
    }
    response = render(request, f"portal/summaries/{page}.html", context)
    link_cookies.may_post(response)
    return link_cookies.private(response)


def _unknown(request: PublicRequest) -> HttpResponse:
    page = guesses.refused(request) or render(request, "portal/summaries/unknown.html", status=404)
    return link_cookies.private(page)
