"""One person of the agency: given another role, or removed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.desk.forms.staff import RoleForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.desk.views import staff as staff_page
from callboard.people import staff as agency_staff
from callboard.people.models import Staff
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("staff.edit")
def role(request: StaffRequest, user_id: str) -> HttpResponse:
    one, giver = _find(user_id), request.person.role or ""
    form = RoleForm(request.POST or None, giver=giver, initial={"role": one.role})
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "desk/staff/role.html", {"one": one, "form": form}, status=status)
    try:
        agency_staff.change_role(one, form.cleaned_data["role"], by=actor_of(request))
    except Refused as refusal:
        return staff_page.refused(request, refusal)
    words = _("%(name)s is %(role)s now.")
    names = {"name": one.user.name or one.user.email, "role": form.cleaned_data["role"].label}
    messages.success(request, words % names)
    return staff_page.back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("staff.edit")
def removal(request: StaffRequest, user_id: str) -> HttpResponse:
    one = _find(user_id)
    if request.method != "POST":
        return panels.panel(request, "desk/staff/removal.html", {"one": one})
    try:
        agency_staff.remove(one, by=actor_of(request))
    except Refused as refusal:
        return staff_page.refused(request, refusal)
    name = one.user.name or one.user.email
    messages.success(request, _("%(name)s no longer works here.") % {"name": name})
    return staff_page.back(request)


def _find(user_id: str) -> Staff:
    rows = Staff.objects.select_related("user").filter(ended_at__isnull=True)
    found: Staff | None = rows.filter(user__public_id=user_id).first()
    if found is None:
        raise Http404
    return found
