"""Signing in without a password: asking for a code by mail, and typing it."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from callboard.agencies import addresses
from callboard.limits.limit import Limit
from callboard.limits.network import full_until
from callboard.people import mailed_codes
from callboard.people.mailed_codes import Visit
from callboard.people.requests import actor_of, client_ip
from callboard.people.tries import TooManyTries
from callboard.portal import code_visit, first_step, next_page, waits
from callboard.portal.forms.second_factor import MailedCodeForm
from callboard.portal.forms.sign_in import EmailForm
from callboard.portal.requests import PublicRequest
from callboard.tenancy.audience import public

ASKED_OF_NETWORK = Limit("sign-in codes of a network", 30, timedelta(minutes=15))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def ask(request: PublicRequest) -> HttpResponse:
    """The same words after the same statements, whatever the address is. Also reached by the button
    in the sign-in form, with what was typed there."""
    if request.method != "POST":
        return _ask_page(request, EmailForm(initial={"email": request.GET.get("email", "")}))
    form = EmailForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, form, 422)
    until = full_until(ASKED_OF_NETWORK, client_ip(request))
    if until is not None:
        waits.too_many_tries(request, form, until)
        return _ask_page(request, form, 429)
    typed = form.cleaned_data["email"]
    visit = mailed_codes.visit(
        request.agency.pk,
        addresses.canonical(typed) or typed.strip().lower(),
        code_visit.recall(request),
        kept=form.cleaned_data["keep"],
        next_page=next_page.wanted(request),
    )
    mailed_codes.ask(request.agency.pk, visit, as_link=request.POST.get("as") == "link")
    where = "portal:mailed_code"
    as_link = "?as=link" if request.POST.get("as") == "link" else ""
    response = HttpResponseRedirect(reverse(where) + as_link, status=303)
    code_visit.remember(response, visit)
    return response


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def code(request: PublicRequest) -> HttpResponse:
    visit = code_visit.recall(request)
    if visit is None:
        return HttpResponseRedirect(reverse("portal:sign_in_email"), status=303)
    form = MailedCodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _code_page(request, visit, form, 422 if form.is_bound else 200)
    typed, by = form.cleaned_data["code"], actor_of(request)
    try:
        user = mailed_codes.use_code(visit, request.agency.pk, typed, by=by)
    except TooManyTries:
        form.add_error(None, _("Too many tries. Ask for a new code."))
        return _code_page(request, visit, form, 429)
    if user is None:
        form.add_error("code", _("That code isn’t right, or its time is over. Try again."))
        return _code_page(request, visit, form, 422)
    response = first_step.on_from(request, user, kept=visit.kept, wanted=visit.next)
    code_visit.forget(response)
    return response


def _ask_page(request: PublicRequest, form: EmailForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "next": next_page.wanted(request)}
    return render(request, "portal/mailed_code/ask.html", context, status=status)


def _code_page(
    request: PublicRequest, visit: Visit, form: MailedCodeForm, status: int
) -> HttpResponse:
    again = {"email": visit.address, "next": visit.next, **({"keep": "on"} if visit.kept else {})}
    page = "link_sent" if request.GET.get("as") == "link" else "code"
    context = {"form": form, "visit": visit, "again": again}
    response = render(request, f"portal/mailed_code/{page}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
