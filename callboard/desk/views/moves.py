"""Moving calls to another client: what moves is shown first, and the client's name typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.calls import handing_over, moves
from callboard.calls.models import Move
from callboard.desk import find
from callboard.desk.forms.move import MoveAgentForm, MoveForm, TypedNameForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_safe
@staff("calls.view")
def move(request: StaffRequest, public_id: str) -> HttpResponse:
    """How far one has come."""
    shown: Move = find.move(public_id)
    partly = bool(request.htmx) and request.htmx.target == "move"
    template = "desk/moves/_progress.html" if partly else "desk/moves/page.html"
    answer = render(request, template, {"move": shown})
    answer.headers["Vary"] = "HX-Request, HX-Target"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@staff("calls.move")
def of_call(request: StaffRequest, call_id: str) -> HttpResponse:
    """`?to=` is the client it shall go to."""
    call = find.call(call_id)
    if call.is_example:
        messages.info(request, _("An example stays with the client it was placed for."))
        return redirect("desk:call", call.public_id)
    form = MoveForm(call.client, _asked(request))
    to = form.cleaned_data["to"] if form.is_valid() else None
    typed = TypedNameForm(to, request.POST if request.method == "POST" else None)
    if to and request.method == "POST" and typed.is_valid():
        handing_over.move(call, to, by=actor_of(request))
        messages.success(request, _("The call belongs to %(client)s now.") % {"client": to.name})
        return redirect("desk:call", call.public_id)
    context = {"call_": call, "zone": zone_of(request)}
    return _page(request, "desk/moves/of_call.html", form, typed, context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("calls.move")
def of_agent(request: StaffRequest, public_id: str) -> HttpResponse:
    """`?to=`, `?since=` and `?with_agent=` say which calls go where."""
    agent = find.agent(public_id)
    form = MoveAgentForm(agent.client, _asked(request))
    asked = form.cleaned_data if form.is_valid() else None
    to = asked["to"] if asked else None
    typed = TypedNameForm(to, request.POST if request.method == "POST" else None)
    if asked and to and request.method == "POST" and typed.is_valid():
        begun = moves.move(
            agent,
            to,
            since=asked["since"],
            with_agent=asked["with_agent"],
            by=actor_of(request),
        )
        if begun is not None:
            return redirect("desk:move", begun.public_id)
    context = {
        "agent": agent,
        "found": moves.standing(agent, asked["since"]) if asked else None,
        "zone": agent.client.time_zone,
    }
    return _page(request, "desk/moves/of_agent.html", form, typed, context)


def _asked(request: StaffRequest) -> Any:
    """What was chosen, before and with the typed name."""
    if request.method == "POST":
        return request.POST
    return request.GET if "to" in request.GET else None


def _page(
    request: StaffRequest,
    template: str,
    form: MoveForm,
    typed: TypedNameForm,
    context: dict[str, Any],
) -> HttpResponse:
    to = form.cleaned_data.get("to") if form.is_bound and form.is_valid() else None
    faulty = request.method == "POST" or bool(form.errors)
    context |= {"form": form, "typed": typed, "to": to}
    return render(request, template, context, status=422 if faulty else 200)
