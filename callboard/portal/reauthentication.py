"""Asking again who somebody is: whoever sits at an open browser may not change how it opens."""

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from callboard.people import credentials, sessions
from callboard.people.models import User
from callboard.people.requests import client_ip
from callboard.people.tries import TooManyTries
from callboard.portal import waits
from callboard.portal.requests import PersonRequest


def ask(request: PersonRequest, form: Form) -> int:
    """The status to answer with, for a form that asks the `present` password; tries at it count as
    tries to sign in. Of who has no password, a sign-in of the last minutes is asked instead.
    """
    if not request.person.has_password:
        del form.fields["present"]
    if not form.is_valid():
        return 422
    if request.person.has_password:
        return _password(request, form)
    if not request.person.proved_lately:
        form.add_error(None, _("Sign in again first: for this you have to have just signed in."))
        return 422
    return 200


def ask_unless_lately(request: PersonRequest, form: Form) -> int:
    """The same; but who signed in within the last minutes is asked nothing."""
    return 200 if request.person.proved_lately else ask(request, form)


def stay(request: PersonRequest, response: HttpResponse, user: User) -> None:
    """Signs this browser in anew, after what ended every session of the account."""
    here = request.person.session
    sessions.sign_in(
        request,
        response,
        user,
        kept=here.kept,
        by_passkey=here.by_passkey,
        membership=request.person.membership,
    )


def _password(request: PersonRequest, form: Form) -> int:
    try:
        known = credentials.check(
            request.agency.pk,
            request.person.user.email,
            form.cleaned_data["present"],
            ip=client_ip(request),
        )
    except TooManyTries as refusal:
        waits.too_many_tries(request, form, refusal.until, "present")
        return 429
    if known is None:
        form.add_error("present", _("That is not your present password."))
        return 422
    return 200
