"""“Not you?”: somebody else than the invited person asks for an invitation of their own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.people import access_requests, links
from callboard.people.models import Invitation
from callboard.people.refusals import DeadLink, LimitReached, LinkUnknown
from callboard.people.requests import actor_of
from callboard.portal import link_cookies
from callboard.portal.forms.access_request import AccessRequestForm
from callboard.portal.requests import PublicRequest
from callboard.portal.views import dead_links
from callboard.portal.views.dead_links import COOKIE
from callboard.tenancy.audience import public
from callboard.ui.times import clock_time


@require_http_methods(["GET", "HEAD", "POST"])
@public
def access_request(request: PublicRequest) -> HttpResponse:
    selector = link_cookies.recall(request, COOKIE)
    try:
        invitation = links.reopen(selector)
        if invitation.client is None:  # nobody asks to work for an agency in this way
            raise LinkUnknown
    except (DeadLink, LinkUnknown) as refusal:
        return link_cookies.unstored(dead_links.answer(request, refusal, selector=selector))
    return link_cookies.unstored(_form(request, invitation))


def _form(request: PublicRequest, invitation: Invitation) -> HttpResponse:
    form = AccessRequestForm(request.POST or None, invited=invitation.address_canonical)
    context = {"invitation": invitation, "form": form}
    page = "portal/invitation/request.html"
    if request.method != "POST" or not form.is_valid():
        return render(request, page, context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    try:
        access_requests.ask(invitation, given["name"], given["email"], by=actor_of(request))
    except LimitReached as limit:
        time = clock_time(limit.until, request.agency.time_zone)
        form.add_error(None, _("Too many requests. Try again at %(time)s.") % {"time": time})
        return render(request, page, context, status=429)
    return render(
        request,
        "portal/invitation/requested.html",
        {"invitation": invitation, "email": given["email"].original},
    )
