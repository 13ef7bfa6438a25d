"""What a client gets each week: the very mail, who gets it, and what holds for it alone."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.desk import find
from callboard.desk.forms.summaries import ExceptionsForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views.branding_preview import MAIL_POLICY
from callboard.mail import compose
from callboard.people.access import Access
from callboard.people.requests import actor_of
from callboard.summaries import preview, rules
from callboard.summaries.rules import Exceptions
from callboard.tenancy.audience import staff

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess


@require_safe
@staff("calls.view")
def show(request: StaffRequest, client_id: str) -> HttpResponse:
    return _page(request, find.client(request, client_id), None)


@require_POST
@staff("clients.edit")
def change(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    form = _form(client, request.POST)
    if not form.is_valid():
        return _page(request, client, form)
    rules.change_for(client, form.exceptions(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:client_summary", client.public_id)


@require_safe
@staff("calls.view")
def mail(request: StaffRequest, client_id: str, reader: str) -> HttpResponse:
    """The very mail; the links to stop it are left out."""
    client = find.client(request, client_id)
    if reader not in preview.READERS:
        raise Http404
    made = preview.letter_for(reader, request.agency, client, timezone.now())
    if made is None:
        raise Http404
    answer = HttpResponse(compose.html_of(made))
    answer.headers["Content-Security-Policy"] = MAIL_POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _page(
    request: StaffRequest, client: "ClientWithAccess", refused: ExceptionsForm | None
) -> HttpResponse:
    now = timezone.now()
    reader = preview.PEOPLE if client.access == Access.ACTIVE else preview.CONTACT
    asked = request.GET.get("reader", "")
    reader = asked if asked in preview.READERS else reader
    context = {
        "client": client,
        "form": refused or _form(client),
        "reader": reader,
        "readers": preview.READERS,
        "made": preview.letter_for(reader, request.agency, client, now),
        "standing": preview.standing(client, now),
        "zone": zone_of(request, client.time_zone),
    }
    status = 422 if refused else 200
    return render(request, "desk/summaries/client.html", context, status=status)


def _form(client: "ClientWithAccess", data: object = None) -> ExceptionsForm:
    for_all, own = rules.of(client.agency_id), rules.exceptions_of(client)
    return ExceptionsForm(
        data,
        initial=ExceptionsForm.present(own),
        for_all=(rules.names_callers(client, for_all, Exceptions()), for_all.to_contacts),
    )
