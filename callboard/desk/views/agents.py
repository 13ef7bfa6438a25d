"""Voice agents: all of the agency's, and adding or changing one of a client's."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.agents import CallsTaken
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage, Takes
from callboard.calls import earlier
from callboard.desk import came_from, find
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
    if not Connection.objects.of_providers().exists():
        return render(request, "desk/agents/no_connection.html", {"client": client})
    form = AgentForm(_sent(request), initial={"stage": Stage.DEPLOYED, "takes": Takes.AGENT})
    if form.is_valid() and (agent := _added(request, client, form)):
        return on_from(request, agent)
    return _form(request, form, client)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def new_of_some_client(request: StaffRequest) -> HttpResponse:
    if not Connection.objects.of_providers().exists():
        return render(request, "desk/agents/no_connection.html", {"client": None})
    first = {"stage": Stage.DEPLOYED, "takes": Takes.AGENT}
    form = AgentOfSomeClientForm(_sent(request), initial=first)
    if form.is_valid() and (agent := _added(request, form.cleaned_data["client"], form)):
        return on_from(request, agent)
    return _form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    agent = find.agent(public_id)
    form, before = ChangeAgentForm(agent, _sent(request)), _rule(agent)
    if form.is_valid():
        try:
            connection = form.cleaned_data["connection"]
            agents.change(agent, connection, form.facts(), by=actor_of(request))
        except CallsTaken as fault:
            agent = find.agent(public_id)
            form.tell_taken(fault)
        else:
            messages.success(request, _("Saved."))
            return on_from(request, agent, asks=_rule(agent) != before)
    return _form(request, form, agent.client, agent)


def on_from(request: StaffRequest, agent: Agent, *, asks: bool = True) -> HttpResponse:
    """To the question about its earlier calls, if there are any, else to where it was begun, or
    its client.
    """
    back = came_from.address(request)
    if asks and earlier.of(agent) is not None:
        question = reverse("desk:earlier_calls", args=[agent.public_id])
        return redirect(came_from.carried(question, back))
    return redirect(back or reverse("desk:client", args=[agent.client.public_id]))


def _rule(agent: Agent) -> tuple[int, str, str, str]:
    return agent.connection_id, agent.takes, agent.external_id, agent.number


def _sent(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


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
    agent: Agent | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "client": client,
        "agent": agent,
        "earlier": earlier.of(agent) if agent else None,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/agents/form.html", context, status=status)
