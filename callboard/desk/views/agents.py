"""Voice agents: all of the agency's, and adding or changing one of a client's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.agents import ExternalIdTaken
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage
from callboard.desk.forms.agent import AgentForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_safe
@staff("agents.view")
def index(request: StaffRequest) -> HttpResponse:
    listed = Agent.objects.select_related("client", "connection").order_by("client__name", "name")
    return render(request, "desk/agents/index.html", {"agents": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def new(request: StaffRequest, public_id: str) -> HttpResponse:
    """`?external_id=` and `?connection=` come from a call that belongs to no agent yet."""
    client = get_object_or_404(Client.objects.select_related("agency"), public_id=public_id)
    if not Connection.objects.exists():
        return render(request, "desk/agents/no_connection.html", {"client": client})
    if request.method != "POST":
        first = {
            "stage": Stage.DEPLOYED,
            "external_id": request.GET.get("external_id", "")[:120],
            "connection": request.GET.get("connection", ""),
        }
        return _form(request, client, AgentForm(initial=first))
    form = AgentForm(request.POST)
    if form.is_valid():
        try:
            connection = form.cleaned_data["connection"]
            agent = agents.add(client, connection, form.facts(), by=actor_of(request))
        except ExternalIdTaken:
            _taken(form)
        else:
            messages.success(request, _("%(name)s was added.") % {"name": agent.name})
            return redirect("desk:client", client.public_id)
    return _form(request, client, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    rows = Agent.objects.select_related("client__agency", "connection")
    agent = get_object_or_404(rows, public_id=public_id)
    if request.method != "POST":
        return _form(request, agent.client, AgentForm(initial=AgentForm.present(agent)), agent)
    form = AgentForm(request.POST)
    if form.is_valid():
        try:
            connection = form.cleaned_data["connection"]
            agents.change(agent, connection, form.facts(), by=actor_of(request))
        except ExternalIdTaken:
            _taken(form)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:client", agent.client.public_id)
    return _form(request, agent.client, form, agent, status=422)


def _taken(form: AgentForm) -> None:
    form.add_error("external_id", _("Another agent has this ID already. Each has its own."))


def _form(
    request: StaffRequest,
    client: Client,
    form: AgentForm,
    agent: Agent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"client": client, "form": form, "agent": agent}
    return render(request, "desk/agents/form.html", context, status=status)
