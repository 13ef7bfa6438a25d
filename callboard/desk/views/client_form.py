from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agencies.models import Client
from callboard.calls import daily
from callboard.desk import find
from callboard.desk.forms.client import ClientForm, values_of
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import clients, contact
from callboard.people.access import Access
from callboard.people.contact import Whose
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.summaries import planning
from callboard.tenancy.audience import staff

_OPEN = {Access.INVITE_SENT, Access.INVITE_BOUNCED}


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.edit")
def new(request: StaffRequest) -> HttpResponse:
    form = ClientForm(
        request.POST if request.method == "POST" else None,
        initial={"time_zone": request.agency.time_zone},
        agency=request.agency,
    )
    if request.method == "POST" and form.is_valid():
        client = clients.add(request.agency, form.facts, form.address, by=actor_of(request))
        messages.success(request, _("%(client)s is added.") % {"client": client.name})
        return redirect("desk:client", client.public_id)
    context = {"form": form, "client": None, "ends_invitation": False, "may_send": False}
    return render(request, "desk/clients/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.edit")
def edit(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    form = ClientForm(
        request.POST if request.method == "POST" else None,
        initial=values_of(client),
        agency=request.agency,
        holder=contact.holder(client) if client.access == Access.ACTIVE else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            clients.change(
                client,
                form.facts,
                form.address,
                answer=form.answer(request.person.user.pk),
                by=actor_of(request),
                on_new_zone=_on_new_zone,
            )
        except Refused as refusal:
            return panels.refused(request, client, refusal)
        except LimitReached as limit:
            return panels.limited(request, client, limit)
        messages.success(request, _done(form))
        sends = "send" in request.POST and request.person.may("clients.invite")
        return redirect(
            _next_step(client.public_id) if sends and form.address else _page(client_id)
        )
    context = {
        "form": form,
        "client": client,
        "ends_invitation": client.access in _OPEN,
        "may_send": request.person.may("clients.invite") and client.access != Access.ACTIVE,
    }
    return render(request, "desk/clients/form.html", context, status=422 if form.errors else 200)


def _on_new_zone(client: Client) -> None:
    daily.rebuild(client)
    planning.look_again(client, timezone.now())


def _page(client_id: str) -> str:
    return reverse("desk:client", args=[client_id])


def _next_step(client_id: str) -> str:
    """To the invitation's dialog, which shows the mail before anything is sent."""
    return reverse("desk:invitation", args=[client_id])


def _done(form: ClientForm) -> str:
    """A new address of somebody who signs in with the old one is not saved yet."""
    if form.address is None or not form.asks_whose:
        return _("Saved.")
    said = {
        Whose.SAME: _("We sent a mail to %(address)s. The email changes when it is confirmed."),
        Whose.DIFFERENT: _("Saved. The contact is %(address)s now."),
    }
    whose = Whose(form.cleaned_data["whose"])
    return said[whose] % {"address": form.address.original}
