"""The second step of signing in: a code from the app, or a recovery code."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from callboard.people import acceptance, links, second_factor, sessions
from callboard.people.departures import has_access
from callboard.people.models import User
from callboard.people.refusals import DeadLink, LinkUnknown
from callboard.people.requests import actor_of
from callboard.people.tries import TooManyTries
from callboard.portal import landing, link_cookies, next_page, second_step, waits
from callboard.portal.forms.second_factor import CodeForm
from callboard.portal.requests import PublicRequest
from callboard.portal.second_step import Step
from callboard.portal.views import dead_links
from callboard.portal.views.dead_links import COOKIE
from callboard.tenancy.audience import public


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def code(request: PublicRequest) -> HttpResponse:
    kept = second_step.recall(request)
    if kept is None:
        return HttpResponseRedirect("/sign-in/", status=303)
    step, user = kept
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, 422 if form.is_bound else 200)
    try:
        right = second_factor.proves(user, form.cleaned_data["code"], by=actor_of(request))
    except TooManyTries as refusal:
        waits.too_many_tries(request, form, refusal.until)
        return _page(request, form, 429)
    if not right:
        form.add_error("code", _("That code isn’t right. Wait for the next one and try again."))
        return _page(request, form, 422)
    return _accept(request, user, step) if step.invitation else _sign_in(request, user, step)


def _sign_in(request: PublicRequest, user: User, step: Step) -> HttpResponse:
    if not has_access(user.pk):
        return HttpResponseRedirect("/sign-in/", status=303)
    response = HttpResponseRedirect(step.next or next_page.home_of(user), status=303)
    sessions.sign_in(request, response, user, kept=step.keep)
    second_step.forget(response)
    return response


def _accept(request: PublicRequest, user: User, step: Step) -> HttpResponse:
    try:
        invitation = links.reopen(step.invitation)
        admitted = acceptance.accept_as(invitation, user, by=actor_of(request))
    except (DeadLink, LinkUnknown) as refusal:
        return dead_links.answer(request, refusal)
    response = HttpResponseRedirect(landing.after(admitted), status=303)
    sessions.sign_in(request, response, user, membership=admitted.membership)
    second_step.forget(response)
    link_cookies.forget(response, COOKIE)
    return response


def _page(request: PublicRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "portal/sign_in_code.html", {"form": form}, status=status)
