"""What a client's people do about one call."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.calls import call_backs, feedback, flags, reading
from callboard.calls.place import Place
from callboard.people.requests import actor_of
from callboard.portal import list_place
from callboard.portal.forms.feedback import FeedbackForm
from callboard.portal.requests import PersonRequest
from callboard.portal.views import call as call_page
from callboard.tenancy.audience import member_edits, member_sees


@require_POST
@member_edits("calls.flag")
def flag(request: PersonRequest, public_id: str) -> HttpResponse:
    flags.flag(call_page.find(request, public_id), request.person.user, by=actor_of(request))
    messages.success(request, _("Flagged. %(agency)s sees it.") % {"agency": request.agency.name})
    return _back(request, public_id)


@require_POST
@member_edits("calls.flag")
def flag_removal(request: PersonRequest, public_id: str) -> HttpResponse:
    flags.unflag(call_page.find(request, public_id), by=actor_of(request))
    return _back(request, public_id)


@require_POST
@member_edits("calls.call_back")
def call_back(request: PersonRequest, public_id: str) -> HttpResponse:
    """From the call's page, or from the home's list of who waits (`from=home`)."""
    call = call_page.find(request, public_id)
    undo = reverse("portal:call_back_undoing", args=[public_id]) + _place(request).query
    if call_backs.done(call, request.person.user, by=actor_of(request)):
        messages.success(request, _("Marked as called back."), extra_tags=f"undo:{undo}")
    else:
        messages.info(request, _("A colleague was first."))
    if request.POST.get("from") == "home":
        return HttpResponseRedirect(reverse("portal:home"), status=303)
    return _back(request, public_id)


@require_POST
@member_edits("calls.call_back")
def call_back_undoing(request: PersonRequest, public_id: str) -> HttpResponse:
    call_backs.undo(call_page.find(request, public_id), by=actor_of(request))
    return _back(request, public_id)


@require_POST
@member_edits("calls.feedback")
def judge(request: PersonRequest, public_id: str) -> HttpResponse:
    call, form = call_page.find(request, public_id), FeedbackForm(request.POST)
    if not form.is_valid():
        return call_page.page(request, call, form=form, status=422)
    feedback.give(call, request.person.user, by=actor_of(request), **form.cleaned_data)
    if not form.cleaned_data["handled_well"]:
        words = _("Thank you. %(agency)s has been told.")
        messages.success(request, words % {"agency": request.agency.name})
    return _back(request, public_id)


@require_POST
@member_edits("calls.feedback")
def judgement_removal(request: PersonRequest, public_id: str) -> HttpResponse:
    call = call_page.find(request, public_id)
    feedback.take_back(call, request.person.user, by=actor_of(request))
    return _back(request, public_id)


@require_POST
@member_sees("calls")
def unread(request: PersonRequest, public_id: str) -> HttpResponse:
    """Back to its list: on its own page the call would be read again at once."""
    call = call_page.find(request, public_id)
    if reader := call_page.reader_of(request):
        reading.mark([call], reader, is_read=False)
    return HttpResponseRedirect(list_place.address_at(_place(request), call), status=303)


def _place(request: PersonRequest) -> Place:
    """The list that the call was opened from, which the forms of its page carry along."""
    return list_place.opened_from(request.GET, request.visibility)


def _back(request: PersonRequest, public_id: str) -> HttpResponse:
    here = reverse("portal:call", args=[public_id])
    return HttpResponseRedirect(here + _place(request).query, status=303)
