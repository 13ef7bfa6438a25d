"""A forgotten password: asking for a link, and choosing a new password with it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies import addresses
from callboard.limits.limit import Limit
from callboard.limits.network import full_until
from callboard.people import account_links, forgotten, passwords
from callboard.people.account_links import AccountLinkDead
from callboard.people.models import AccountLink
from callboard.people.models.account_link import Purpose
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of, client_ip
from callboard.portal import guesses, link_cookies, waits
from callboard.portal.forms.forgotten import ForgottenForm
from callboard.portal.forms.passwords import NewPasswordForm
from callboard.portal.requests import PublicRequest
from callboard.tenancy.audience import public

COOKIE = "reset"
FORGOTTEN_OF_NETWORK = Limit("forgotten passwords of a network", 30, timedelta(minutes=15))


@require_http_methods(["GET", "HEAD", "POST"])
@public
def forgot(request: PublicRequest) -> HttpResponse:
    """The same words after the same statements, whatever the address is."""
    form = ForgottenForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/password/forgot.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    # Whatever addresses the network asked for.
    until = full_until(FORGOTTEN_OF_NETWORK, client_ip(request))
    if until is not None:
        waits.too_many_tries(request, form, until)
        return render(request, "portal/password/forgot.html", {"form": form}, status=429)
    forgotten.ask(request.agency.pk, addresses.canonical(email))
    return render(request, "portal/password/asked.html", {"email": email})


@require_safe
@public
def opened(request: PublicRequest, token: str) -> HttpResponse:
    try:
        link = account_links.find(token, Purpose.RESET)
    except AccountLinkDead:
        return guesses.refused(request) or _dead(request)
    response = HttpResponseRedirect("/reset-password/", status=303)
    link_cookies.remember(response, COOKIE, link.selector)
    return link_cookies.private(response)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def reset(request: PublicRequest) -> HttpResponse:
    """A new password ends every session and signs nobody in."""
    try:
        link = account_links.reopen(link_cookies.recall(request, COOKIE), Purpose.RESET)
        form = NewPasswordForm(
            request.POST or None,
            names=[request.agency.name],
            shortest=account_links.shortest_password(link),
        )
        if request.method != "POST" or not form.is_valid():
            return _ask(request, form, link, 422 if form.is_bound else 200)
        chosen = form.cleaned_data["password"]
        account_links.set_password(
            link,
            passwords.hashed(chosen),
            is_short=passwords.is_short(chosen),
            by=actor_of(request),
        )
    except AccountLinkDead:
        return _dead(request)
    except Refused:
        form.refuse()
        return _ask(request, form, link, 409)
    messages.success(request, _("Your password was changed. Sign in with the new one."))
    response = HttpResponseRedirect("/sign-in/", status=303)
    link_cookies.forget(response, COOKIE)
    return response


def _ask(
    request: PublicRequest, form: NewPasswordForm, link: AccountLink, status: int
) -> HttpResponse:
    context = {"form": form, "user": link.user}
    page = render(request, "portal/password/reset.html", context, status=status)
    return link_cookies.unstored(page)


def _dead(request: PublicRequest) -> HttpResponse:
    return link_cookies.private(render(request, "portal/password/dead.html", status=410))
