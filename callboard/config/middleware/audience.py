"""Enforces the audience that a view declares (`callboard.tenancy.audience`)."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from callboard.people import roles
from callboard.people.models import Viewing
from callboard.people.person import Anonymous, Person
from callboard.people.refusals import Gone
from callboard.people.sessions import COOKIE, person_of
from callboard.portal import viewing_limits
from callboard.portal.views import errors
from callboard.tenancy import audience, scope
from callboard.tenancy.audience import Audience, Side
from callboard.ui import clocks
from callboard.visibility import visibility

Answer = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

SIGN_IN = "/sign-in/"
FRONT_DOOR = "/"
# Where two-step sign-in is turned on.
SECURITY = "/settings/security/"
# Where a password is changed.
PROFILE = "/settings/profile/"
LOOKS = ("GET", "HEAD")


class AudienceMiddleware:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = Anonymous()  # type: ignore[attr-defined]
        request.visibility = visibility.NOTHING  # type: ignore[attr-defined]
        with ExitStack() as scopes:
            # Opened in process_view, where the view is known; closed here, when it has answered.
            request.scopes = scopes  # type: ignore[attr-defined]
            return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        declared = audience.of(view)
        if declared is None:
            raise Http404
        if declared.side in (Side.HOOK, Side.OPERATOR):
            return None
        person = person_of(request)
        in_portal = declared.side in (Side.MEMBER, Side.PERSON)
        if isinstance(person, Person) and not in_portal:
            person = person.at_the_desk()
        request.person = person  # type: ignore[attr-defined]
        if isinstance(person, Person):
            request.scopes.enter_context(clocks.of(person.user.clock))  # type: ignore[attr-defined]
        if isinstance(person, Person) and person.client is not None:
            request.visibility = viewing_limits.seen_by(  # type: ignore[attr-defined]
                person,
                request.agency,  # type: ignore[attr-defined]
                person.client,
            )
        if declared.side is Side.PUBLIC:
            return None
        if not isinstance(person, Person):
            return _ended(request) if person.access_ended else _ask_to_sign_in(request)
        if declared.side is Side.STAFF:
            return _let_staff_in(request, person, declared)
        if person.viewing and (answer := _as_viewer(request, person.viewing, declared)):
            return answer
        if declared.side is Side.MEMBER:
            return _let_member_in(request, person, declared)
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Who was let in, and lost the right before the act began."""
        if isinstance(fault, Gone):
            return errors.refused(request, "plain/forbidden.html")
        return None


def _as_viewer(request: HttpRequest, viewing: Viewing, declared: Audience) -> HttpResponse | None:
    """What one of the staff gets who sees a portal as its people do. None: the page they see.

    Nothing that could change something is let through, whatever the view behind it does; and what
    is somebody's own (password, email, second step) is shown to nobody else."""
    if viewing.is_over(timezone.now()):
        return errors.refused(request, "plain/viewing_over.html")
    if request.method not in LOOKS:
        return errors.refused_in_place(request, "plain/viewing_only.html")
    if declared.side is Side.PERSON and request.path != FRONT_DOOR:
        return render(request, "portal/viewing_own.html")
    return None


def _let_member_in(request: HttpRequest, person: Person, declared: Audience) -> HttpResponse | None:
    if person.client is None:
        raise Http404
    if asked := _ask_for_safety(request, person):
        return asked
    if request.method == "POST" and _is_for_another(request, person):
        return errors.refused(request, "plain/other_portal.html", 409)
    if refused := _hidden(request, declared):
        return refused
    request.scopes.enter_context(  # type: ignore[attr-defined]
        scope.client(person.user.agency_id, person.client.id)
    )
    return None


def _hidden(request: HttpRequest, declared: Audience) -> HttpResponse | None:
    """What the agency hides from this client's people is not there, and what it only shows them is
    not changed.
    """
    if not declared.item:
        return None
    theirs: visibility.Visibility = request.visibility  # type: ignore[attr-defined]
    if not theirs.sees(declared.item):
        raise Http404
    if declared.edits and request.method not in LOOKS and not theirs.edits(declared.item):
        return errors.refused(request, "plain/forbidden.html")
    return None


def _let_staff_in(request: HttpRequest, person: Person, declared: Audience) -> HttpResponse | None:
    if person.role is None:
        raise Http404
    if not roles.may(person.role, declared.right):
        return errors.refused(request, "plain/forbidden.html")
    return _ask_for_safety(request, person)


def _ask_for_safety(request: HttpRequest, person: Person) -> HttpResponse | None:
    """A longer password of whose second step is gone, and a second step of who works for an agency
    that wants one. The pages where either is done are a person's own, and never asked this.
    """
    if person.must_lengthen:
        return _led(request, PROFILE)
    if person.role is None or person.second_factor or person.session.by_passkey:
        return None
    wanted: bool = request.agency.staff_need_second_factor  # type: ignore[attr-defined]
    return _led(request, SECURITY) if wanted else None


def _is_for_another(request: HttpRequest, person: Person) -> bool:
    """A form of a portal that is not the one open in this browser (any more)."""
    meant = request.POST.get("portal")
    is_other = meant is not None and person.client is not None and meant != person.client.public_id
    return person.lost_client or is_other


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if _is_part(request):
        return _elsewhere(f"{SIGN_IN}?{urlencode({'next': _here(request)})}")
    if request.method in LOOKS:
        return HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'next': request.get_full_path()})}")
    return errors.refused(request, "plain/signed_out.html")


def _ended(request: HttpRequest) -> HttpResponse:
    response = errors.refused(request, "plain/access_ended.html")
    if request.method == "POST":
        response.delete_cookie(COOKIE)
    return response


def _here(request: HttpRequest) -> str:
    """The page that a script asked from; what it says of that may be no address at all."""
    try:
        return str(request.htmx.current_url_abs_path or "/")  # type: ignore[attr-defined]
    except ValueError:
        return "/"


def _is_part(request: HttpRequest) -> bool:
    """A script asked for a part of the page it is on."""
    return bool(getattr(request, "htmx", False))


def _led(request: HttpRequest, address: str) -> HttpResponse:
    return _elsewhere(address) if _is_part(request) else HttpResponseRedirect(address, status=303)


def _elsewhere(address: str) -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = address
    return response
