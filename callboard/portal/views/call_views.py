"""One's own views of the calls: filters under a name."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.calls import filters, saved_views
from callboard.calls.models import SavedView
from callboard.calls.seen import is_offered
from callboard.people.requests import actor_of
from callboard.portal import list_place
from callboard.portal.answers import done
from callboard.portal.requests import PersonRequest
from callboard.portal.views.call_marks import reader_of
from callboard.tenancy.audience import member_sees


@require_http_methods(["GET", "HEAD", "POST"])
@member_sees("calls")
def save(request: PersonRequest) -> HttpResponse:
    """The filters stand in the address, as in the list's."""
    reader, asked = reader_of(request), filters.read(request.GET, by=request.visibility).filters
    name = request.POST.get("name", "")
    if request.method != "POST":
        return _panel(request, {"asked": asked, "name": name})
    if not asked:
        refusal = _("Choose filters first. A view of all calls is there already.")
        return _panel(request, {"asked": asked, "name": name, "error": refusal}, 422)
    try:
        made = saved_views.save(reader, name, asked, by=actor_of(request))
    except ValidationError as fault:
        refusal = fault.messages[0]
    except saved_views.TooMany:
        refusal = _("You have %(n)s views. Delete one first.") % {"n": saved_views.MOST}
    else:
        messages.success(request, _("Saved as %(name)s.") % {"name": made.name})
        return done(request, list_place.address(asked))
    return _panel(request, {"asked": asked, "name": name, "error": refusal}, 422)


@require_http_methods(["GET", "HEAD", "POST"])
@member_sees("calls")
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Another name; the button that deletes it stands beside."""
    view = _find(request, public_id)
    asked, name = filters.of_text(view.query), request.POST.get("name", view.name)
    context = {"asked": asked, "name": name, "view": view}
    if request.method != "POST":
        return _panel(request, context)
    try:
        saved_views.rename(view, name, by=actor_of(request))
    except ValidationError as fault:
        return _panel(request, {**context, "error": fault.messages[0]}, 422)
    messages.success(request, _("Renamed to %(name)s.") % {"name": view.name})
    return done(request, list_place.address(asked))


@require_POST
@member_sees("calls")
def removal(request: PersonRequest, public_id: str) -> HttpResponse:
    view = _find(request, public_id)
    saved_views.remove(view, by=actor_of(request))
    undo = reverse("portal:call_view_restoration", args=[public_id])
    words = _("Deleted %(name)s.") % {"name": view.name}
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return done(request, reverse("portal:calls"))


@require_POST
@member_sees("calls")
def restoration(request: PersonRequest, public_id: str) -> HttpResponse:
    view = _find(request, public_id)
    try:
        saved_views.bring_back(view, by=actor_of(request))
    except saved_views.TooMany:
        messages.error(
            request, _("You have %(n)s views. Delete one first.") % {"n": saved_views.MOST}
        )
    return HttpResponseRedirect(list_place.address(filters.of_text(view.query)), status=303)


def _find(request: PersonRequest, public_id: str) -> SavedView:
    mine = SavedView.objects.filter(membership=reader_of(request)).select_related("membership")
    found: SavedView | None = mine.filter(public_id=public_id).first()
    if found is None or not is_offered(found.query, request.visibility):
        raise Http404
    return found


def _panel(request: PersonRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    whole = {"view": None, "error": "", **context, "level": 2 if request.htmx else 1}
    return render(request, "portal/calls/view.html", whole, status=status)
