"""How one's own account is kept safe: two-step sign-in, and where one is signed in."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from callboard.people import devices, open_sessions, passkeys, recovery_codes, second_factor
from callboard.people.open_sessions import NoSuchSession
from callboard.people.requests import actor_of
from callboard.portal.forms.second_factor import OffForm, PresentForm, ProvedForm
from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import person


@require_safe
@person
def show(request: PersonRequest) -> HttpResponse:
    return page(request)


@require_POST
@person
def end_session(request: PersonRequest) -> HttpResponse:
    try:
        open_sessions.end(request.person, request.POST.get("browser", ""), by=actor_of(request))
    except NoSuchSession:
        messages.info(request, _("That browser was signed out already."))
    else:
        messages.success(request, _("Signed out there."))
    return back()


@require_POST
@person
def end_others(request: PersonRequest) -> HttpResponse:
    count = open_sessions.end_others(request.person, by=actor_of(request))
    words = ngettext("Signed out in %(n)s browser.", "Signed out in %(n)s browsers.", count)
    messages.success(request, words % {"n": count})
    return back()


def page(
    request: PersonRequest,
    *,
    begin: Form | None = None,
    off: Form | None = None,
    renew: Form | None = None,
    passkey: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    user = request.person.user
    has_one = request.person.second_factor
    context = {
        "layout": layout_of(request),
        "passkeys": passkeys.of(user),
        "device_words": devices.words,
        "passkey_form": passkey or PresentForm(prefix="passkey"),
        "browsers": open_sessions.of(request.person),
        "has_one": has_one,
        "codes_left": recovery_codes.left(user) if has_one else 0,
        "required": second_factor.must_have(user),
        "begin_form": begin or PresentForm(prefix="begin"),
        "off_form": off or OffForm(prefix="off", **about_off(request)),
        "renew_form": renew or ProvedForm(prefix="renew"),
        "zone": user.time_zone or request.agency.time_zone,
    }
    return render(request, "portal/security/page.html", context, status=status)


def about_off(request: PersonRequest) -> dict[str, Any]:
    """Whose second step the form turns off, and what a password may not be made of."""
    client = request.person.client
    names = [request.agency.name, *([client.name] if client else [])]
    return {"user": request.person.user, "names": names}


def layout_of(request: PersonRequest) -> str:
    """The portal's for whoever has one open, else the agency's."""
    in_portal = request.person.membership is not None
    return "portal/layout.html" if in_portal else "desk/layout.html"


def back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:security"), status=303)
