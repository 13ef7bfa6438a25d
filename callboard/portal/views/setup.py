"""The set-up link that the command line prints: somebody of the staff chooses a password."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from callboard.people import account_links, passwords, second_factor, sessions
from callboard.people.account_links import AccountLinkDead
from callboard.people.models.account_link import Purpose
from callboard.people.requests import actor_of
from callboard.portal import first_step, guesses, link_cookies
from callboard.portal.forms.passwords import NewAccountForm
from callboard.portal.requests import PublicRequest
from callboard.portal.second_step import Step
from callboard.tenancy.audience import public

COOKIE = "setup"


@require_safe
@public
def opened(request: PublicRequest, token: str) -> HttpResponse:
    try:
        link = account_links.find(token, Purpose.SETUP)
    except AccountLinkDead:
        return guesses.refused(request) or _dead(request)
    response = HttpResponseRedirect("/setup/", status=303)
    link_cookies.remember(response, COOKIE, link.selector)
    return link_cookies.private(response)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def choose(request: PublicRequest) -> HttpResponse:
    try:
        link = account_links.reopen(link_cookies.recall(request, COOKIE), Purpose.SETUP)
        first = {"name": link.user.name}
        form = NewAccountForm(request.POST or None, names=[request.agency.name], initial=first)
        if request.method != "POST" or not form.is_valid():
            status = 422 if form.is_bound else 200
            context = {"form": form, "user": link.user}
            page = render(request, "portal/password/setup.html", context, status=status)
            return link_cookies.unstored(page)
        chosen = passwords.hashed(form.cleaned_data["password"])
        user = account_links.set_password(
            link, chosen, by=actor_of(request), name=form.cleaned_data["name"]
        )
    except AccountLinkDead:
        return _dead(request)
    if second_factor.of(user) is not None:
        response = first_step.ask(Step(user.public_id, user.epoch, next="/agency/"))
    else:
        response = HttpResponseRedirect("/agency/", status=303)
        sessions.sign_in(request, response, user)
    link_cookies.forget(response, COOKIE)
    return response


def _dead(request: PublicRequest) -> HttpResponse:
    return link_cookies.private(render(request, "portal/password/dead.html", status=410))
