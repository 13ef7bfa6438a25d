"""Whether an agent's client gets the calls that came before the agent was added."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.calls import earlier, moves
from callboard.desk import came_from, find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def earlier_calls(request: StaffRequest, public_id: str) -> HttpResponse:
    agent = find.agent(public_id)
    if request.method == "POST":
        begun = moves.give_earlier(agent, by=actor_of(request))
        if begun is not None:
            return redirect("desk:move", begun.public_id)
    leave = came_from.address(request) or reverse("desk:client", args=[agent.client.public_id])
    found = earlier.of(agent)
    if found is None:
        messages.info(request, _("No earlier calls of %(name)s are left.") % {"name": agent.name})
        return redirect(leave)
    zone = zone_of(request, agent.client.time_zone)
    context = {"agent": agent, "found": found, "zone": zone, "leave": leave}
    return render(request, "desk/agents/earlier_calls.html", context)
