"""One's own passkeys: adding one more, renaming and removing them."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callboard.people import devices, passkey_challenges, passkey_proofs, passkeys, profile
from callboard.people.models import Passkey
from callboard.people.passkey_challenges import ChallengeDead, For
from callboard.people.passkey_proofs import PasskeyRefused
from callboard.people.passkeys import NoSuchPasskey
from callboard.people.requests import actor_of, user_agent
from callboard.portal import passkey_cookies, reauthentication
from callboard.portal.forms.passkey import PasskeyNameForm
from callboard.portal.forms.second_factor import PresentForm
from callboard.portal.requests import PersonRequest
from callboard.portal.views import security
from callboard.tenancy.audience import person


@sensitive_post_parameters()
@require_POST
@person
def begin(request: PersonRequest) -> HttpResponse:
    """Asks who one is, unless that was just asked; on to the page that makes one."""
    form = PresentForm(request.POST, prefix="passkey")
    status = reauthentication.ask_unless_lately(request, form)
    if status != 200:
        return security.page(request, passkey=form, status=status)
    response = HttpResponseRedirect(reverse("portal:passkey_new"), status=303)
    challenge = passkey_challenges.to_add(request.person.user, timezone.now())
    passkey_cookies.remember(response, challenge)
    return response


@require_safe
@person
def options(request: PersonRequest) -> HttpResponse:
    user = request.person.user
    try:
        challenge = passkey_cookies.recall(request, For.ADD)
    except ChallengeDead:
        raise Http404 from None
    made = passkey_proofs.options_to_make(
        request.agency, challenge, email=user.email, name=user.name, but=passkeys.of(user)
    )
    return HttpResponse(made, content_type="application/json")


@sensitive_post_parameters("credential")
@require_http_methods(["GET", "HEAD", "POST"])
@person
def new(request: PersonRequest) -> HttpResponse:
    try:
        challenge = passkey_cookies.recall(request, For.ADD)
        form = PasskeyNameForm(
            request.POST or None, initial={"name": devices.words(user_agent(request))}
        )
        if request.method != "POST" or not form.is_valid():
            return _new_page(request, form, 422 if form.is_bound else 200)
        passkeys.add(
            request.agency,
            request.person.user,
            request.POST.get("credential", ""),
            challenge,
            name=form.cleaned_data["name"],
            by=actor_of(request),
        )
    except ChallengeDead:
        messages.info(request, _("That took too long. Begin again."))
        return security.back()
    except PasskeyRefused:
        messages.error(request, _("No passkey was made. Begin again."))
        response = security.back()
    else:
        messages.success(request, _("The passkey was added. We told you by mail."))
        response = security.back()
    passkey_cookies.forget(response, For.ADD)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@person
def name(request: PersonRequest, public_id: str) -> HttpResponse:
    passkey = _mine(request, public_id)
    form = PasskeyNameForm(request.POST or None, initial={"name": passkey.name})
    if request.method != "POST" or not form.is_valid():
        return _page(request, "name", passkey, form, 422 if form.is_bound else 200)
    passkeys.rename(passkey, form.cleaned_data["name"], by=actor_of(request))
    messages.success(request, _("Saved."))
    return security.back()


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@person
def removal(request: PersonRequest, public_id: str) -> HttpResponse:
    passkey = _mine(request, public_id)
    if request.method != "POST":
        return _page(request, "removal", passkey, PresentForm(prefix="passkey"), 200)
    form = PresentForm(request.POST, prefix="passkey")
    status = reauthentication.ask_unless_lately(request, form)
    if status != 200:
        return _page(request, "removal", passkey, form, status)
    passkeys.remove(passkey, by=actor_of(request))
    messages.success(request, _("The passkey was removed. We told you by mail."))
    return security.back()


@require_POST
@person
def dismissal(request: PersonRequest) -> HttpResponse:
    """Of the offer on the pages of somebody new."""
    profile.dismiss_passkey_offer(request.person.user)
    return HttpResponseRedirect(reverse("portal:front_door"), status=303)


def _mine(request: PersonRequest, public_id: str) -> Passkey:
    try:
        return passkeys.mine(request.person.user, public_id)
    except NoSuchPasskey:
        raise Http404 from None


def _new_page(request: PersonRequest, form: Form, status: int) -> HttpResponse:
    context = {"layout": security.layout_of(request), "form": form}
    return render(request, "portal/passkeys/new.html", context, status=status)


def _page(
    request: PersonRequest, page: str, passkey: Passkey, form: Form, status: int
) -> HttpResponse:
    context = {"layout": security.layout_of(request), "passkey": passkey, "form": form}
    return render(request, f"portal/passkeys/{page}.html", context, status=status)
