"""One's own account, for both sides."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from callboard.notices import agency_news
from callboard.people import (
    inviter_notices,
    passwords,
    pending_addresses,
    profile,
    short_passwords,
)
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.portal import reauthentication
from callboard.portal.forms.notices import NoticesForm, OfCallsForm, ReportForm
from callboard.portal.forms.own_email import OwnEmailForm
from callboard.portal.forms.passwords import ChangePasswordForm
from callboard.portal.forms.profile import ProfileForm
from callboard.portal.requests import PersonRequest
from callboard.summaries import report_readers
from callboard.tenancy.audience import person


@require_http_methods(["GET", "HEAD", "POST"])
@person
def show(request: PersonRequest) -> HttpResponse:
    user = request.person.user
    if request.method != "POST":
        return page(request)
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return page(request, form=form, status=422)
    profile.change(user, form.profile(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("portal:profile"), status=303)


@sensitive_post_parameters()
@require_POST
@person
def password(request: PersonRequest) -> HttpResponse:
    """Asks for the present password: whoever sits at an open browser may not take the account."""
    shortest = short_passwords.shortest(request.person.user)
    form = ChangePasswordForm(request.POST, names=_names(request), shortest=shortest)
    status = reauthentication.ask(request, form)
    if status != 200:
        return page(request, password_form=form, status=status)
    chosen = form.cleaned_data["password"]
    try:
        user = profile.change_password(
            request.person.user,
            passwords.hashed(chosen),
            by=actor_of(request),
            is_short=passwords.is_short(chosen),
        )
    except Refused:
        form.refuse()
        return page(request, password_form=form, status=409)
    messages.success(request, _("Your password was changed. Other browsers were signed out."))
    response = HttpResponseRedirect(reverse("portal:profile"), status=303)
    reauthentication.stay(request, response, user)
    return response


def _names(request: PersonRequest) -> list[str]:
    """What a password may not be made of."""
    client = request.person.client
    return [request.agency.name, *([client.name] if client else [])]


def page(
    request: PersonRequest,
    *,
    form: ProfileForm | None = None,
    password_form: ChangePasswordForm | None = None,
    email_form: OwnEmailForm | None = None,
    status: int = 200,
    wait: str = "",
) -> HttpResponse:
    """In the portal's layout for whoever has a portal open, else in the agency's."""
    in_portal = request.person.membership is not None
    user = request.person.user
    wanted = inviter_notices.choice_of(user) if request.person.is_staff else None
    context = {
        "layout": "portal/layout.html" if in_portal else "desk/layout.html",
        "form": form or ProfileForm(initial=ProfileForm.present(user)),
        "password_form": password_form
        or ChangePasswordForm(shortest=short_passwords.shortest(user)),
        "email_form": email_form or OwnEmailForm(prefix="change"),
        "new_email": pending_addresses.of_user(user),
        "zone": user.time_zone or request.agency.time_zone,
        "wait": wait,
        "notices_form": NoticesForm(initial=asdict(wanted)) if wanted else None,
        "of_calls_form": OfCallsForm(initial={"of_calls": agency_news.wants(user)})
        if request.person.is_staff
        else None,
        "report_form": ReportForm(initial={"report": report_readers.wants(user)})
        if request.person.is_staff
        else None,
        "failed": status != 200,
    }
    return render(request, "portal/profile.html", context, status=status)
