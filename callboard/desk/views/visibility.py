"""Settings → Portal defaults: what clients' people see and may change, and what one client's do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.agencies.models import Client
from callboard.desk import find
from callboard.desk.forms.visibility import WAS, VisibilityForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.visibility import choosing
from callboard.visibility.choosing import Changes, Meanwhile

# Clients with choices of their own; the rest of them is found on their pages.
MOST = 25


@require_http_methods(["GET", "HEAD", "POST"])
@staff("visibility.edit")
def edit(request: StaffRequest) -> HttpResponse:
    """For all clients."""
    form = VisibilityForm(_sent(request), present=choosing.for_all(request.agency))
    own = Client.objects.current().exclude(visibility={}).order_by("name", "id")[: MOST + 1]
    context = {"own": list(own)}

    def save(changes: Changes) -> bool:
        return choosing.choose_for_all(request.agency, changes, by=actor_of(request))

    return _answer(request, form, save, "desk/visibility/defaults.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("visibility.edit")
def of_client(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    present, inherited = choosing.for_one(client), choosing.for_all(request.agency)
    form = VisibilityForm(_sent(request), present=present, inherited=inherited)
    context = {"client": client, "has_own": any(present.values())}

    def save(changes: Changes) -> bool:
        return choosing.choose_for(client, changes, by=actor_of(request))

    return _answer(request, form, save, "desk/visibility/client.html", context)


@require_POST
@staff("visibility.edit")
def reset(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    choosing.reset(client, by=actor_of(request))
    messages.success(request, _("%(name)s sees what all clients see.") % {"name": client.name})
    return redirect("desk:client_visibility", client.public_id)


def _answer(
    request: StaffRequest,
    form: VisibilityForm,
    save: Callable[[Changes], bool],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    refusal, status = "", 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            save(form.changes())
        except Meanwhile as lost:
            refusal, status = _lost(lost), 409
        else:
            messages.success(request, _("Saved. It holds from the next click on."))
            return redirect(request.path)
    # What is saved beside each choice, as it is now: who saves again has seen it.
    was = {name: field.initial for name, field in form.fields.items() if name.startswith(WAS)}
    context |= {"form": form, "was": was, "refusal": refusal}
    return render(request, template, context, status=status)


def _lost(lost: Meanwhile) -> str:
    names = ", ".join(str(item.label) for item in lost.items)
    words = _("Somebody changed this meanwhile: %(names)s. Nothing was saved. ")
    return words % {"names": names} + _("Your choices are below: save again to have them.")


def _sent(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None
