"""What an agent's own tools mean: which of them make a booking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents.booking_tools import BookingTools
from callboard.agents.models import Agent
from callboard.bookings import lately, teaching
from callboard.desk.forms.booking_tools import BookingToolsForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    agent = get_object_or_404(Agent.objects.select_related("client"), public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    form = BookingToolsForm(sent, initial=BookingToolsForm.present(BookingTools.of(agent)))
    if form.is_valid():
        earlier = form.cleaned_data["earlier"]
        teaching.teach(agent, form.tools(), earlier=earlier, by=actor_of(request))
        words = _("Saved. Earlier calls are being read again.") if earlier else _("Saved.")
        messages.success(request, words)
        return redirect("desk:agent", agent.public_id)
    context = {"form": form, "agent": agent, "lately": lately.tools_of(agent)}
    status = 422 if form.errors else 200
    return render(request, "desk/agents/booking_tools.html", context, status=status)
