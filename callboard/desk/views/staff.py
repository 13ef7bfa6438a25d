"""The agency's own people: who they are, in which role, and who is invited."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.desk.forms.staff import InviteStaffForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import panels
from callboard.people import roles, roster, second_factor
from callboard.people import staff as agency_staff
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.people.staff import LastOwner, OwnersOnly
from callboard.people.team import Result
from callboard.tenancy.audience import staff
from callboard.ui.times import clock_time


@require_safe
@staff("staff.view")
def index(request: StaffRequest) -> HttpResponse:
    return page(request)


@require_POST
@staff("staff.edit")
def invite(request: StaffRequest) -> HttpResponse:
    form = InviteStaffForm(request.POST, giver=_role(request))
    if not form.is_valid():
        return page(request, form, status=422)
    given = form.cleaned_data
    try:
        answers = agency_staff.invite(
            request.agency,
            given["addresses"],
            given["role"],
            by=actor_of(request),
            note=given["note"],
        )
    except LimitReached as limit:
        form.add_error(None, too_many(request, limit))
        return page(request, form, status=429)
    except Refused as refusal:
        return refused(request, refusal)
    words = {
        Result.INVITED: _("Invited %(address)s."),
        Result.ALREADY_INVITED: _("%(address)s is invited already."),
        Result.ALREADY_MEMBER: _("%(address)s works here already."),
    }
    for answer in answers:
        messages.success(request, words[answer.result] % {"address": answer.address.original})
    return back(request)


@require_POST
@staff("settings.edit")
def two_step(request: StaffRequest) -> HttpResponse:
    """Whether everybody on the team needs two-step sign-in."""
    required = "required" in request.POST
    person = request.person
    try:
        second_factor.require_of_staff(
            request.agency, required, of_user=person.user, by=actor_of(request)
        )
    except Refused:
        words = _("Turn it on for yourself first, in your profile under Security.")
        return page(request, status=409, refusal=words)
    messages.success(request, _("Saved."))
    return back(request)


def page(
    request: StaffRequest,
    form: InviteStaffForm | None = None,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    role = _role(request)
    context = {
        "roster": roster.of_staff(timezone.now()),
        "form": form or InviteStaffForm(giver=role),
        "gives": {each.value for each in roles.Role if roles.may_give(role, each)},
        "zone": zone_of(request),
        "refusal": refusal,
    }
    return render(request, "desk/staff/page.html", context, status=status)


def refused(request: StaffRequest, refusal: Refused) -> HttpResponse:
    """403 for what only owners may, else 409; the page says which, or a panel in its dialog."""
    status = 409
    if isinstance(refusal, OwnersOnly):
        status, words = 403, _("Only an owner makes an owner, or ends one.")
    elif isinstance(refusal, LastOwner):
        words = _("An agency keeps at least one owner. Make somebody else an owner first.")
    else:
        words = _("This is not possible now. Nothing was changed and nothing was sent.")
    if request.htmx:
        return panels.panel(request, "desk/staff/refused.html", {"words": words}, status)
    return page(request, status=status, refusal=words)


def too_many(request: StaffRequest, limit: LimitReached) -> str:
    at = clock_time(limit.until, zone_of(request))
    return _("Too many mails. You can try again at %(time)s.") % {"time": at}


def back(request: StaffRequest) -> HttpResponse:
    return panels.done(request, reverse("desk:staff"))


def _role(request: StaffRequest) -> str:
    return request.person.role or ""
