"""Opening an invitation and accepting it.

Opening changes nothing, however often, by whom or by what. Only a POST in which somebody chooses a
password, or proves the invited account, uses the link up."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from callboard.people import (
    acceptance,
    credentials,
    inviters,
    links,
    passwords,
    second_factor,
    sessions,
    tokens,
)
from callboard.people.acceptance import Admitted
from callboard.people.models import Invitation
from callboard.people.models.invitation import Kind
from callboard.people.person import Person
from callboard.people.refusals import BelongsToSomebodyElse, DeadLink, LinkUnknown
from callboard.people.requests import actor_of, client_ip, user_agent
from callboard.people.tries import TooManyTries
from callboard.portal import first_step, guesses, landing, link_cookies, machines, waits
from callboard.portal.forms.passwords import NameForm, NewAccountForm, PresentPasswordForm
from callboard.portal.requests import PublicRequest
from callboard.portal.second_step import Step
from callboard.portal.views import dead_links
from callboard.portal.views.dead_links import COOKIE
from callboard.tenancy.audience import public

SOMEBODY_ELSE = "portal/invitation/somebody_else.html"


# A POST here changes no more than a GET does, so it needs no token: a used link answers it 409.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def opened(request: PublicRequest, token: str) -> HttpResponse:
    """The link in the mail: notes that it was opened, and takes its secret out of the address."""
    try:
        invitation = links.find(token)
    except LinkUnknown as refusal:
        page = guesses.refused(request) or dead_links.answer(request, refusal)
        return link_cookies.private(page)
    except DeadLink as refusal:
        page = dead_links.answer(request, refusal, selector=tokens.split(token)[0])
        return link_cookies.private(page)
    machine = machines.is_machine(request.method or "", user_agent(request))
    links.note_opened(invitation, by=actor_of(request), by_machine=machine)
    response = HttpResponseRedirect("/invitation/", status=303)
    link_cookies.remember(response, COOKIE, invitation.selector)
    return link_cookies.private(response)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def accept(request: PublicRequest) -> HttpResponse:
    selector = link_cookies.recall(request, COOKIE)
    if not selector:
        status = 409 if request.method == "POST" else 200
        page = render(request, "portal/invitation/reopen.html", status=status)
        return link_cookies.unstored(page)
    try:
        invitation = links.reopen(selector)
        return link_cookies.unstored(_step(request, invitation))
    except (DeadLink, LinkUnknown) as refusal:
        return link_cookies.unstored(dead_links.answer(request, refusal, selector=selector))


def _step(request: PublicRequest, invitation: Invitation) -> HttpResponse:
    """Which of the three ways in: as the account that is signed in, with an account, or as a new
    person.
    """
    account = acceptance.account_of(invitation)
    if isinstance(request.person, Person):
        return _assigned_in(request, invitation, request.person)
    if account is not None:
        return _with_account(request, invitation)
    return _as_new(request, invitation)


def _assigned_in(request: PublicRequest, invitation: Invitation, person: Person) -> HttpResponse:
    page = "portal/invitation/confirm.html"
    theirs = person.user.email_canonical == invitation.address_canonical
    if request.method != "POST":
        return _page(request, page if theirs else SOMEBODY_ELSE, invitation)
    try:
        admitted = acceptance.accept_as(invitation, person.user, by=actor_of(request))
    except BelongsToSomebodyElse:
        return _page(request, SOMEBODY_ELSE, invitation, status=409)
    return signed_in(request, admitted, kept=person.session.kept)


def _with_account(request: PublicRequest, invitation: Invitation) -> HttpResponse:
    form = PresentPasswordForm(request.POST or None)
    page = "portal/invitation/sign_in.html"
    if request.method != "POST" or not form.is_valid():
        return _page(request, page, invitation, form, 422 if form.is_bound else 200)
    password = form.cleaned_data["password"]
    try:
        user = credentials.check(
            request.agency.pk,
            invitation.address,
            password,
            ip=client_ip(request),
            invited=True,
        )
    except TooManyTries as refusal:
        waits.too_many_tries(request, form, refusal.until)
        return _page(request, page, invitation, form, 429)
    if user is None:
        form.add_error("password", _("That password isn’t right. Try again."))
        return _page(request, page, invitation, form, 422)
    if second_factor.of(user) is not None:
        return first_step.ask(Step(user.public_id, user.epoch, invitation=invitation.selector))
    return signed_in(request, acceptance.accept_as(invitation, user, by=actor_of(request)))


def _as_new(request: PublicRequest, invitation: Invitation) -> HttpResponse:
    client = invitation.client
    names = [request.agency.name, *([client.name] if client else [])]
    initial = {"name": _known_name(invitation)}
    form = NewAccountForm(request.POST or None, names=names, initial=initial)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return _page(request, "portal/invitation/accept.html", invitation, form, status)
    admitted = acceptance.accept_as_new(
        invitation,
        name=form.cleaned_data["name"],
        password_hash=passwords.hashed(form.cleaned_data["password"]),
        by=actor_of(request),
    )
    return signed_in(request, admitted)


def new_account_page(
    request: PublicRequest, invitation: Invitation, *, name: NameForm, refusal: str = ""
) -> HttpResponse:
    """Where no passkey came of it: the same page, with what was typed."""
    page = "portal/invitation/accept.html"
    form = NewAccountForm(initial={"name": name.data.get("name", "")})
    return _page(request, page, invitation, form, 422, refusal=refusal or _("Enter your name."))


def signed_in(
    request: PublicRequest, admitted: Admitted, *, kept: bool = False, by_passkey: bool = False
) -> HttpResponse:
    """In a session of its own, whoever was signed in here before."""
    response = HttpResponseRedirect(landing.after(admitted), status=303)
    sessions.sign_in(
        request,
        response,
        admitted.user,
        kept=kept,
        by_passkey=by_passkey,
        membership=admitted.membership,
    )
    link_cookies.forget(response, COOKIE)
    return response


def _page(
    request: PublicRequest,
    page: str,
    invitation: Invitation,
    form: NewAccountForm | PresentPasswordForm | None = None,
    status: int = 200,
    *,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "refusal": refusal,
        "failed": status != 200,
        "invitation": invitation,
        "by_colleague": inviters.is_colleague(invitation),
        "known_name": _known_name(invitation),
        **({"form": form} if form else {}),
    }
    return render(request, page, context, status=status)


def _known_name(invitation: Invitation) -> str:
    """The contact's, as the agency wrote it down; of a colleague nothing is known."""
    client = invitation.client
    return client.contact_name if client and invitation.kind == Kind.CONTACT else ""
