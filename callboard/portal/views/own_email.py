"""A new address for one's own account: asked for with the password, confirmed from a mail."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from callboard.people import address_changes, pending_addresses
from callboard.people.address_changes import SameAddress
from callboard.people.address_links import ChangeDead
from callboard.people.models import AddressChange
from callboard.people.refusals import LimitReached
from callboard.people.requests import actor_of
from callboard.portal import reauthentication
from callboard.portal.forms.own_email import OwnEmailForm
from callboard.portal.requests import PersonRequest
from callboard.portal.views import profile
from callboard.tenancy.audience import person
from callboard.ui.times import clock_time


@sensitive_post_parameters()
@require_POST
@person
def change(request: PersonRequest) -> HttpResponse:
    form = OwnEmailForm(request.POST, prefix="change")
    status = reauthentication.ask(request, form)
    if status == 200:
        status = _ask(request, form)
    if status != 200:
        return profile.page(request, email_form=form, status=status)
    messages.success(request, _("We sent a mail to %(email)s.") % {"email": form.address.original})
    return _back()


@require_POST
@person
def resend(request: PersonRequest) -> HttpResponse:
    try:
        address_changes.resend(_mine(request), by=actor_of(request))
    except LimitReached as limit:
        form = OwnEmailForm(prefix="change")
        return profile.page(request, email_form=form, status=429, wait=_until(request, limit))
    except ChangeDead:
        return profile.page(request, status=409)
    messages.success(request, _("The mail is on its way again."))
    return _back()


@require_POST
@person
def cancellation(request: PersonRequest) -> HttpResponse:
    try:
        address_changes.cancel(_mine(request), by=actor_of(request))
    except ChangeDead:
        return profile.page(request, status=409)
    messages.success(request, _("Your email stays as it is."))
    return _back()


def _ask(request: PersonRequest, form: OwnEmailForm) -> int:
    try:
        address_changes.propose(request.person.user, form.address, by=actor_of(request))
    except SameAddress:
        form.add_error("email", _("You sign in with this email already."))
        return 422
    except LimitReached as limit:
        form.add_error("email", _until(request, limit))
        return 429
    return 200


def _mine(request: PersonRequest) -> AddressChange:
    found = pending_addresses.of_user(request.person.user)
    if found is None:
        raise Http404
    return found


def _until(request: PersonRequest, limit: LimitReached) -> str:
    at = clock_time(limit.until, request.agency.time_zone)
    return _("Too many mails. You can send again at %(time)s.") % {"time": at}


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:profile"), status=303)
