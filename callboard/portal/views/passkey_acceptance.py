"""Accepting an invitation with a passkey instead of a password, for who has no account yet."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from callboard.people import acceptance, links, passkey_challenges, passkey_proofs, passkeys
from callboard.people.models import Invitation
from callboard.people.passkey_challenges import ChallengeDead, For
from callboard.people.passkey_proofs import PasskeyRefused
from callboard.people.refusals import DeadLink, LinkUnknown
from callboard.people.requests import actor_of
from callboard.portal import link_cookies, passkey_cookies
from callboard.portal.forms.passwords import NameForm
from callboard.portal.requests import PublicRequest
from callboard.portal.views import dead_links, invitation
from callboard.portal.views.dead_links import COOKIE
from callboard.tenancy.audience import public


@require_safe
@public
def options(request: PublicRequest) -> HttpResponse:
    try:
        offered = links.reopen(link_cookies.recall(request, COOKIE))
    except (DeadLink, LinkUnknown):
        raise Http404 from None
    challenge = passkey_challenges.to_accept(timezone.now())
    asked = passkey_proofs.options_to_make(
        request.agency, challenge, email=offered.address, name="", but=[]
    )
    response = HttpResponse(asked, content_type="application/json")
    passkey_cookies.remember(response, challenge)
    return response


@sensitive_post_parameters("credential")
@require_POST
@public
def accept(request: PublicRequest) -> HttpResponse:
    selector = link_cookies.recall(request, COOKIE)
    try:
        offered = links.reopen(selector)
        # Somebody has the address: a link alone opens nothing of theirs.
        if request.person.signed_in or acceptance.account_of(offered) is not None:
            return HttpResponseRedirect(reverse("portal:invitation"), status=303)
        return link_cookies.unstored(_accept(request, offered))
    except (DeadLink, LinkUnknown) as refusal:
        return link_cookies.unstored(dead_links.answer(request, refusal, selector=selector))


def _accept(request: PublicRequest, offered: Invitation) -> HttpResponse:
    form = NameForm(request.POST)
    if not form.is_valid():
        return invitation.new_account_page(request, offered, name=form)
    try:
        challenge = passkey_cookies.recall(request, For.ACCEPT)
        answer = request.POST.get("credential", "")
        made = passkeys.make(request.agency, answer, challenge, For.ACCEPT, at=timezone.now())
        admitted = acceptance.accept_with_passkey(
            offered,
            made,
            public_id=challenge.user_id,
            name=form.cleaned_data["name"],
            by=actor_of(request),
        )
    except (ChallengeDead, PasskeyRefused):
        words = _("No passkey was made. Try again, or choose a password.")
        return invitation.new_account_page(request, offered, name=form, refusal=words)
    response = invitation.signed_in(request, admitted, by_passkey=True)
    passkey_cookies.forget(response, For.ACCEPT)
    return response
