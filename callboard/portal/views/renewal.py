"""Asking for a new link on the page of one that ran out or was replaced."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.people import links, renewals
from callboard.people.refusals import (
    DeadLink,
    LimitReached,
    LinkExpired,
    LinkReplaced,
    LinkUnknown,
    Refused,
)
from callboard.people.requests import actor_of
from callboard.portal import link_cookies
from callboard.portal.requests import PublicRequest
from callboard.portal.views import dead_links
from callboard.portal.views.dead_links import COOKIE
from callboard.tenancy.audience import public
from callboard.ui.times import clock_time


@require_http_methods(["GET", "HEAD", "POST"])
@public
def renewal(request: PublicRequest) -> HttpResponse:
    """A POST mails the link; a GET says that it is on its way."""
    selector = link_cookies.recall(request, COOKIE)
    try:
        links.reopen(selector)
    except (LinkExpired, LinkReplaced) as refusal:
        answer = _asked if request.method == "POST" else _on_its_way
        return link_cookies.unstored(answer(request, refusal, selector))
    except (DeadLink, LinkUnknown) as refusal:
        return link_cookies.unstored(dead_links.answer(request, refusal))
    return HttpResponseRedirect("/invitation/", status=303)


def _asked(request: PublicRequest, refusal: DeadLink, selector: str) -> HttpResponse:
    try:
        renewals.ask(refusal.invitation, by=actor_of(request))
    except LimitReached as limit:
        time = clock_time(limit.until, request.agency.time_zone)
        wait = _("One is on its way already. You can ask again at %(time)s.") % {"time": time}
        return dead_links.answer(request, refusal, selector=selector, wait=wait, status=429)
    except DeadLink as changed:
        return dead_links.answer(request, changed)
    except Refused:
        return dead_links.answer(request, refusal, status=409)
    return HttpResponseRedirect("/invitation/renewal/", status=303)


def _on_its_way(request: PublicRequest, refusal: DeadLink, selector: str) -> HttpResponse:
    """Says so only where somebody asked: the browser of a replaced link shows its page."""
    if isinstance(refusal, LinkExpired) or not renewals.was_asked(refusal.invitation):
        return dead_links.answer(request, refusal, selector=selector)
    page = "portal/dead/renewed.html"
    return render(request, page, dead_links.about(refusal.invitation))
