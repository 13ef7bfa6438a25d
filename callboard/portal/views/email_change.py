"""The link in the mail to a new address: opening it changes nothing, confirming takes the person.

That is whoever is signed in, or gives the account's password here. Who has a second factor signs in
first: this page asks for no code.
"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies import addresses
from callboard.people import address_confirmation, address_links, credentials, sessions
from callboard.people.address_confirmation import AddressTaken
from callboard.people.address_links import ChangeDead
from callboard.people.models import AddressChange, SecondFactor, User
from callboard.people.person import Person
from callboard.people.refusals import BelongsToSomebodyElse
from callboard.people.requests import actor_of, client_ip
from callboard.people.tries import TooManyTries
from callboard.portal import link_cookies, waits
from callboard.portal.forms.passwords import PresentPasswordForm
from callboard.portal.requests import PublicRequest
from callboard.portal.views import dead_changes
from callboard.tenancy.audience import public

COOKIE = "email_change"


@require_safe
@public
def opened(request: PublicRequest, token: str) -> HttpResponse:
    """Takes the secret out of the address."""
    try:
        change = address_links.find(token, "email_change")
    except ChangeDead as refusal:
        return dead_changes.answer(request, refusal, COOKIE)
    response = HttpResponseRedirect("/email-change/", status=303)
    link_cookies.remember(response, COOKIE, change.confirm_selector)
    return link_cookies.private(response)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def confirm(request: PublicRequest) -> HttpResponse:
    try:
        selector = link_cookies.recall(request, COOKIE)
        change = address_links.reopen(selector, "email_change")
        return link_cookies.unstored(_step(request, change))
    except ChangeDead as refusal:
        return dead_changes.answer(request, refusal, COOKIE)


def _step(request: PublicRequest, change: AddressChange) -> HttpResponse:
    if isinstance(request.person, Person):
        return _as_signed_in(request, change, request.person)
    if SecondFactor.objects.filter(user=change.user, confirmed_at__isnull=False).exists():
        return _page(request, "sign_in_first", change, 409 if request.method == "POST" else 200)
    return _with_password(request, change)


def _as_signed_in(request: PublicRequest, change: AddressChange, person: Person) -> HttpResponse:
    if request.method != "POST":
        theirs = person.user.pk == change.user_id
        return _page(request, "confirm" if theirs else "somebody_else", change)
    try:
        user = address_confirmation.confirm(change, person.user, by=actor_of(request))
    except BelongsToSomebodyElse:
        return _page(request, "somebody_else", change, 409)
    except AddressTaken:
        return _page(request, "taken", change, 409)
    response = _done(request, change, reverse("portal:profile"))
    here = person.session
    sessions.sign_in(request, response, user, kept=here.kept, membership=person.membership)
    return response


def _with_password(request: PublicRequest, change: AddressChange) -> HttpResponse:
    form = PresentPasswordForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "password", change, 422 if form.is_bound else 200, form)
    try:
        user = _proved(request, change, form.cleaned_data["password"])
    except TooManyTries as refusal:
        waits.too_many_tries(request, form, refusal.until)
        return _page(request, "password", change, 429, form)
    if user is None:
        form.add_error("password", _("That password isn’t right. Try again."))
        return _page(request, "password", change, 422, form)
    try:
        address_confirmation.confirm(change, user, by=actor_of(request))
    except AddressTaken:
        return _page(request, "taken", change, 409)
    return _done(request, change, reverse("portal:sign_in"))


def _proved(request: PublicRequest, change: AddressChange, password: str) -> User | None:
    """Tries count as tries to sign in."""
    return credentials.check(request.agency.pk, change.old_address, password, ip=client_ip(request))


def _done(request: PublicRequest, change: AddressChange, path: str) -> HttpResponse:
    messages.success(
        request, _("You sign in with %(email)s from now on.") % {"email": change.address}
    )
    response = HttpResponseRedirect(path, status=303)
    link_cookies.forget(response, COOKIE)
    return response


def _page(
    request: PublicRequest,
    name: str,
    change: AddressChange,
    status: int = 200,
    form: PresentPasswordForm | None = None,
) -> HttpResponse:
    masked = addresses.masked(change.old_address)
    context: dict[str, object] = {"change": change, "masked": masked}
    if form is not None:
        context["form"] = form
    return render(request, f"portal/email/{name}.html", context, status=status)
