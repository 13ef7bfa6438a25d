"""Voice agents: all of the agency's, and adding or changing one of a client's."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.agents import CallsTaken
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage
from callboard.desk.forms.agent import AgentForm, AgentOfSomeClientForm, ChangeAgentForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_safe
@staff("agents.view")
def index(request: StaffRequest) -> HttpResponse:
    listed = Agent.objects.select_related("client", "connection")
    context = {"agents": listed.order_by("client__name", "name", "id")}
    return render(request, "desk/agents/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def new(request: StaffRequest, public_id: str) -> HttpResponse:
    """One more of this client's."""
    client = get_object_or_404(Client.objects.select_related("agency"), public_id=public_id)
    if not Connection.objects.exists():
        return render(request, "desk/agents/no_connection.html", {"client": client})
    form = AgentForm(_sent(request), initial=_first(request))
    if form.is_valid() and (agent := _added(request, client, form)):
        return redirect("desk:client", agent.client.public_id)
    return _form(request, form, client)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def new_of_some_client(request: StaffRequest) -> HttpResponse:
    """`?external_id=` and `?connection=` come from a call that belongs to no agent yet."""
    if not Connection.objects.exists():
        return render(request, "desk/agents/no_connection.html", {"client": None})
    form = AgentOfSomeClientForm(_sent(request), initial=_first(request))
    if form.is_valid() and (agent := _added(request, form.cleaned_data["client"], form)):
        return redirect("desk:client", agent.client.public_id)
    return _form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    rows = Agent.objects.select_related("client__agency", "connection")
    agent = get_object_or_404(rows, public_id=public_id)
    form = ChangeAgentForm(agent, _sent(request))
    title = agent.name
    if form.is_valid():
        try:
            connection = form.cleaned_data["connection"]
            agents.change(agent, connection, form.facts(), by=actor_of(request))
        except CallsTaken as fault:
            form.tell_taken(fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:client", agent.client.public_id)
    return _form(request, form, agent.client, title, agent.public_id)


def _sent(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _first(request: StaffRequest) -> dict[str, str]:
    return {
        "stage": Stage.DEPLOYED,
        "external_id": request.GET.get("external_id", "")[:120],
        "connection": request.GET.get("connection", ""),
    }


def _added(request: StaffRequest, client: Client, form: AgentForm) -> Agent | None:
    connection = form.cleaned_data["connection"]
    try:
        agent = agents.add(client, connection, form.facts(), by=actor_of(request))
    except CallsTaken as fault:
        form.tell_taken(fault)
        return None
    messages.success(request, _("%(name)s was added.") % {"name": agent.name})
    return agent


def _form(
    request: StaffRequest,
    form: AgentForm,
    client: Client | None = None,
    agent_name: str = "",
    agent_id: str = "",
) -> HttpResponse:
    context = {"form": form, "client": client, "agent_name": agent_name, "agent_id": agent_id}
    status = 422 if form.errors else 200
    return render(request, "desk/agents/form.html", context, status=status)
