"""Signing in with a passkey: what the browser is asked to sign, and its answer."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from callboard.limits.limit import Limit
from callboard.limits.network import full_until
from callboard.people import passkey_challenges, passkey_proofs, passkeys, sessions
from callboard.people.passkey_challenges import ChallengeDead, For
from callboard.people.passkey_proofs import PasskeyRefused
from callboard.people.requests import actor_of, client_ip
from callboard.portal import next_page, passkey_cookies, waits
from callboard.portal.forms.sign_in import SignInForm
from callboard.portal.requests import PublicRequest
from callboard.portal.views import sign_in
from callboard.tenancy.audience import public

OF_NETWORK = Limit("passkeys tried from a network", 100, timedelta(minutes=15))


@require_safe
@public
def options(request: PublicRequest) -> HttpResponse:
    """The same for everybody: it names no account and no passkey."""
    challenge = passkey_challenges.to_sign_in(timezone.now())
    asked = passkey_proofs.options_to_use(request.agency, challenge)
    response = HttpResponse(asked, content_type="application/json")
    passkey_cookies.remember(response, challenge)
    return response


@sensitive_post_parameters("credential")
@require_POST
@public
def use(request: PublicRequest) -> HttpResponse:
    until = full_until(OF_NETWORK, client_ip(request))
    if until is not None:
        return _refuse(request, waits.words(request, until), 429)
    try:
        challenge = passkey_cookies.recall(request, For.SIGN_IN)
        answer = request.POST.get("credential", "")
        user = passkeys.sign_in(request.agency, answer, challenge, by=actor_of(request))
    except ChallengeDead:
        return _refuse(request, _("That took too long. Try again."), 422)
    except PasskeyRefused:
        words = _("That passkey did not work here. Try again, or sign in another way.")
        return _refuse(request, words, 422)
    wanted = next_page.wanted(request) or next_page.home_of(user)
    response = HttpResponseRedirect(wanted, status=303)
    kept = "keep" in request.POST
    sessions.sign_in(request, response, user, kept=kept, by_passkey=True)
    passkey_cookies.forget(response, For.SIGN_IN)
    return response


def _refuse(request: PublicRequest, words: str, status: int) -> HttpResponse:
    return sign_in.page(request, SignInForm(), status, refusal=words)
