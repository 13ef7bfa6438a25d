"""Turning two-step sign-in on and off, and its recovery codes."""

import segno
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from callboard.people import one_time_codes, open_sessions, passwords, second_factor
from callboard.people.models import SecondFactor
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.people.tries import TooManyTries
from callboard.portal import reauthentication, waits
from callboard.portal.forms.second_factor import FirstCodeForm, OffForm, PresentForm, ProvedForm
from callboard.portal.requests import PersonRequest
from callboard.portal.views import security
from callboard.tenancy.audience import person


@sensitive_post_parameters()
@require_POST
@person
def begin(request: PersonRequest) -> HttpResponse:
    form = PresentForm(request.POST, prefix="begin")
    status = reauthentication.ask(request, form)
    if status != 200:
        return security.page(request, begin=form, status=status)
    try:
        second_factor.begin(request.person.user)
    except Refused:
        return security.back()
    return HttpResponseRedirect(reverse("portal:two_step"), status=303)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@person
def confirm(request: PersonRequest) -> HttpResponse:
    """The picture for the app, and the first code from it."""
    factor = second_factor.pending(request.person.user)
    if factor is None:
        return security.back()
    form = FirstCodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _picture(request, factor, form, 422 if form.is_bound else 200)
    try:
        codes = second_factor.turn_on(
            request.person.user, form.cleaned_data["code"], by=actor_of(request)
        )
    except Refused:
        return security.back()
    if not codes:
        form.add_error("code", _("That code isn’t right. Wait for the next one and try again."))
        return _picture(request, factor, form, 422)
    # Whoever signed in elsewhere with the password alone has to show a code now.
    open_sessions.end_others(request.person, by=actor_of(request))
    return _codes(request, codes)


@sensitive_post_parameters()
@require_POST
@person
def renew_codes(request: PersonRequest) -> HttpResponse:
    form = ProvedForm(request.POST, prefix="renew")
    status = reauthentication.ask(request, form)
    if status == 200:
        status = _proof(request, form)
    if status != 200:
        return security.page(request, renew=form, status=status)
    try:
        codes = second_factor.renew_recovery_codes(request.person.user, by=actor_of(request))
    except Refused:
        return security.back()
    return _codes(request, codes)


@sensitive_post_parameters()
@require_POST
@person
def off(request: PersonRequest) -> HttpResponse:
    """Who has a password that is too short to do without chooses a longer one in the same step."""
    form = OffForm(request.POST, prefix="off", **security.about_off(request))
    status = reauthentication.ask(request, form)
    if status == 200:
        status = _proof(request, form)
    if status != 200:
        return security.page(request, off=form, status=status)
    longer = form.cleaned_data.get("password", "")
    try:
        user = second_factor.turn_off(
            request.person.user,
            by=actor_of(request),
            longer=passwords.hashed(longer) if longer else "",
        )
    except Refused:
        form.add_error(None, _("Your agency asks everybody on its team for two-step sign-in."))
        return security.page(request, off=form, status=409)
    messages.success(request, _("Two-step sign-in is off."))
    response = security.back()
    if longer:
        reauthentication.stay(request, response, user)
    return response


def _proof(request: PersonRequest, form: ProvedForm) -> int:
    try:
        known = second_factor.proves(
            request.person.user, form.cleaned_data["code"], by=actor_of(request)
        )
    except TooManyTries as refusal:
        waits.too_many_tries(request, form, refusal.until, "code")
        return 429
    if not known:
        form.add_error("code", _("That code isn’t right. Wait for the next one and try again."))
    return 200 if known else 422


def _picture(
    request: PersonRequest, factor: SecondFactor, form: FirstCodeForm, status: int
) -> HttpResponse:
    address = one_time_codes.address_of(
        bytes(factor.secret), account=request.person.user.email, issuer=request.agency.name
    )
    drawing = segno.make(address, micro=False).svg_inline(scale=5, border=2, light="#fff")
    context = {
        "layout": security.layout_of(request),
        "form": form,
        "picture": mark_safe(drawing),  # noqa: S308 - drawn by us: no text of anybody's in it
        "secret": one_time_codes.text_of(bytes(factor.secret)),
    }
    return _unstored(render(request, "portal/security/picture.html", context, status=status))


def _codes(request: PersonRequest, codes: list[str]) -> HttpResponse:
    context = {"layout": security.layout_of(request), "codes": codes}
    return _unstored(render(request, "portal/security/codes.html", context))


def _unstored(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    return response
