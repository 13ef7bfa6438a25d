"""Whose a call is that belongs to nobody yet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents.agents import CallsTaken
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage, Takes
from callboard.calls import assigning, placing
from callboard.calls.models import Call
from callboard.desk import came_from, find
from callboard.desk.forms.agent import AgentOfSomeClientForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views.agents import on_from
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui.phones import phone


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def assignment(request: StaffRequest, call_id: str) -> HttpResponse:
    call = find.call(call_id)
    leave = came_from.address(request) or reverse("desk:call", args=[call_id])
    if call.client is not None:
        words = _("This call belongs to %(client)s already.") % {"client": call.client.name}
        messages.info(request, words)
        return redirect(leave)
    form = AgentOfSomeClientForm(
        request.POST if request.method == "POST" else None, initial=_told(call)
    )
    if form.is_valid() and (agent := _assigned(request, call, form)):
        return on_from(request, agent)
    context = {
        "call_": call,
        "form": form,
        "leave": leave,
        "known": placing.agent_of(call),
        "zone": zone_of(request),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/agents/assignment.html", context, status=status)


def _told(call: Call) -> dict[str, Any]:
    """The form's first values, out of what the provider told. Where somebody has the assistant
    already, it is the number that tells them apart.
    """
    shared = Agent.objects.filter(
        connection=call.connection, external_id__in=call.agent_references
    ).first()
    if not call.agent_reference:
        takes = Takes.NUMBER
    else:
        takes = Takes.AGENT_AND_NUMBER if shared and call.our_number else Takes.AGENT
    return {
        "name": shared.name if shared else "",
        "number": phone(call.our_number) if call.our_number else "",
        "connection": call.connection.public_id,
        "external_id": call.agent_reference,
        "takes": takes,
        "stage": Stage.DEPLOYED,
    }


def _assigned(request: StaffRequest, call: Call, form: AgentOfSomeClientForm) -> Agent | None:
    client, connection = form.cleaned_data["client"], form.cleaned_data["connection"]
    try:
        agent = assigning.assign(call, client, connection, form.facts(), by=actor_of(request))
    except CallsTaken as fault:
        form.tell_taken(fault)
        return None
    taken = Call.objects.filter(pk=call.pk, agent=agent).exists()
    words = _("%(name)s was added, and the call belongs to %(client)s.")
    if not taken:
        words = _("%(name)s of %(client)s was added, but this call is not one of its own.")
    messages.success(request, words % {"name": agent.name, "client": client.name})
    return agent
