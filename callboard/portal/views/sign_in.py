"""Signing in and out, for both sides: one page, one form."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from callboard.people import credentials, sessions
from callboard.people.requests import client_ip
from callboard.people.tries import TooManyTries
from callboard.portal import first_step, next_page, waits
from callboard.portal.forms.sign_in import SignInForm
from callboard.portal.requests import PublicRequest
from callboard.tenancy.audience import public


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in(request: PublicRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, SignInForm(initial={"email": request.GET.get("email", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return page(request, form, 422)
    data = form.cleaned_data
    try:
        user = credentials.check(
            request.agency.pk, data["email"], data["password"], ip=client_ip(request)
        )
    except TooManyTries as refusal:
        waits.too_many_tries(request, form, refusal.until)
        return page(request, form, 429)
    if user is None:
        form.add_error(
            None, _("The email or password isn’t right. Try again, or have a sign-in code mailed.")
        )
        return page(request, form, 422)
    wanted = next_page.wanted(request)
    return first_step.on_from(request, user, kept=data["keep"], wanted=wanted)


@require_POST
@public
def sign_out(request: PublicRequest) -> HttpResponse:
    response = HttpResponseRedirect(next_page.wanted(request) or "/sign-in/", status=303)
    sessions.sign_out(request, response)
    return response


def page(
    request: PublicRequest, form: SignInForm, status: int = 200, *, refusal: str = ""
) -> HttpResponse:
    """`refusal` is what went wrong with a passkey."""
    context = {
        "form": form,
        "next": next_page.wanted(request),
        "refusal": refusal,
        "failed": status != 200,
    }
    return render(request, "portal/sign_in.html", context, status=status)
