"""Connections to providers: the webhook's address, its secret, and the calls that belong to nobody
yet.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callboard.agents import connections
from callboard.agents.models import Connection
from callboard.agents.models.connection import SIMULATOR
from callboard.calls.models import Call
from callboard.desk.forms.connection import ChangeConnectionForm, ConnectionForm, NewConnectionForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff

UNASSIGNED_SHOWN = 20


@require_safe
@staff("connections.view")
def index(request: StaffRequest) -> HttpResponse:
    """The one for example calls stands apart: nobody has to set it up."""
    context = {
        "connections": Connection.objects.of_providers().order_by("label", "id"),
        "simulator": Connection.objects.filter(provider=SIMULATOR).first(),
    }
    return render(request, "desk/connections/index.html", context)


@require_safe
@staff("connections.view")
def show(request: StaffRequest, public_id: str) -> HttpResponse:
    connection = get_object_or_404(Connection.objects, public_id=public_id)
    if connection.is_simulator:
        context = {"connection": connection, "zone": zone_of(request)}
        return render(request, "desk/connections/simulator.html", context)
    return _page(request, connection)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("connections.edit")
def new(request: StaffRequest) -> HttpResponse:
    """The secret is in the answer to the POST, and nowhere afterwards."""
    form = NewConnectionForm(request.POST or None, initial={"label": "Vapi"})
    if request.method == "POST" and form.is_valid():
        connection, secret = connections.add(
            request.agency,
            "vapi",
            form.facts(),
            by=actor_of(request),
            secret=form.cleaned_data["secret"],
            api_key=form.cleaned_data["api_key"],
        )
        return _page(request, connection, secret=secret)
    return _form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("connections.edit")
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    connection = get_object_or_404(Connection.objects.of_providers(), public_id=public_id)
    present = {
        "label": connection.label,
        "auth_mode": connection.auth_mode,
        "header_name": connection.header_name,
    }
    form = ChangeConnectionForm(request.POST or None, initial=present)
    if request.method == "POST" and form.is_valid():
        connections.change(
            connection,
            form.facts(),
            by=actor_of(request),
            api_key=form.cleaned_data["api_key"],
            without_api_key=form.cleaned_data["without_api_key"],
        )
        messages.success(request, _("Saved."))
        return redirect("desk:connection", connection.public_id)
    return _form(request, form, connection)


@require_POST
@never_cache
@staff("connections.edit")
def secret(request: StaffRequest, public_id: str) -> HttpResponse:
    """A new secret, shown once; the old one works for 24 hours more."""
    connection = get_object_or_404(Connection.objects.of_providers(), public_id=public_id)
    fresh = connections.replace_secret(connection, by=actor_of(request))
    return _page(request, connection, secret=fresh, replaced=True)


def _page(
    request: StaffRequest, connection: Connection, *, secret: str = "", replaced: bool = False
) -> HttpResponse:
    agency = request.agency
    listed = Call.objects.filter(connection=connection, agent__isnull=True).newest_first()
    unassigned = list(listed.defer("known", "summary")[:UNASSIGNED_SHOWN])
    context = {
        "connection": connection,
        "hook_url": connections.hook_url(agency, connection),
        "headers": connections.headers_for(connection, secret) if secret else {},
        "api_key_end": (connection.api_key or "")[-4:],
        "unassigned": unassigned,
        "zone": zone_of(request),
        "secret": secret,
        "replaced": replaced,
        "old_secret_works": len(connection.secrets_at(timezone.now())) > 1,
    }
    return render(request, "desk/connections/show.html", context)


def _form(
    request: StaffRequest, form: ConnectionForm, connection: Connection | None = None
) -> HttpResponse:
    context = {"form": form, "connection": connection}
    status = 422 if form.errors else 200
    return render(request, "desk/connections/form.html", context, status=status)
