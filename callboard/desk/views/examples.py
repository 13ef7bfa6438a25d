"""Placing an example call for a client, watching it come in, and taking all examples away again."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from callboard.calls.models import Call, RecordingState
from callboard.desk import find
from callboard.desk.forms.example import ExampleForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.examples import placing, removal
from callboard.examples.models import ExampleCall
from callboard.examples.stories import STORIES
from callboard.examples.telling import telling_of
from callboard.people.access import Access
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

# What has not rung by then waits for a worker.
SOON = timedelta(seconds=15)
WATCHED_FOR = timedelta(minutes=5)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def place(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    posted = request.method == "POST"
    form = ExampleForm(request.POST if posted else None, client=client)
    if not posted or not form.agents or not form.is_valid():
        return _ask(request, client, form)
    try:
        example = placing.place(
            client, form.wish(), key=form.cleaned_data["key"], by=actor_of(request)
        )
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(
            request,
            client,
            limit,
            title=_("Too many example calls"),
            sentence=_("You can place another one at %(time)s."),
        )
    if request.htmx:
        return _panel(request, client, example)
    return panels.done(request, reverse("desk:example", args=[client_id, example.public_id]))


@require_safe
@staff("agents.edit")
def placed(request: StaffRequest, client_id: str, example_id: str) -> HttpResponse:
    """How far it is; asks again by itself until it can be heard."""
    client = find.client(request, client_id)
    rows = ExampleCall.objects.select_related("client", "agent").filter(client=client)
    example = rows.filter(public_id=example_id).first()
    if example is None:
        raise Http404
    return _panel(request, client, example)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def remove(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    if request.method != "POST":
        placed = ExampleCall.objects.filter(client=client).count()
        context = {"client": client, "placed": placed}
        return panels.panel(request, "desk/examples/removal.html", context)
    removed = removal.remove_all(client, by=actor_of(request))
    words = ngettext("%(num)s example call removed.", "%(num)s example calls removed.", removed)
    messages.success(request, words % {"num": removed})
    return panels.done(request, reverse("desk:client", args=[client_id]))


def _ask(request: StaffRequest, client: "ClientWithAccess", form: ExampleForm) -> HttpResponse:
    if client.archived_at is not None or client.access == Access.REVOKED:
        state = "archived" if client.archived_at else client.access
        return panels.refused(request, client, Refused("place_example", state))
    context = {"client": client, "form": form, "stories": STORIES}
    status = 422 if form.is_bound and (form.errors or not form.agents) else 200
    return panels.panel(request, "desk/examples/new.html", context, status=status)


def _panel(request: StaffRequest, client: "ClientWithAccess", example: ExampleCall) -> HttpResponse:
    rows = Call.objects.examples().select_related("recording")
    call = rows.filter(client=client, external_id=example.public_id).first()
    recording = getattr(call, "recording", None)
    waits = call is None or call.is_live or example.told_at is None
    waits = waits or (recording is not None and recording.state == RecordingState.PENDING)
    age = timezone.now() - example.placed_at
    context = {
        "client": client,
        "example": example,
        "call_": call,
        "who": telling_of(example).caller,
        "watched": waits and age < WATCHED_FOR,
        "late": call is None and age > SOON,
        "watch_url": reverse("desk:example", args=[client.public_id, example.public_id]),
    }
    return panels.panel(request, "desk/examples/placed.html", context)
