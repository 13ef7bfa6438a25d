"""Calls are marked read and unread, some or all of them, by who reads them."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from callboard.calls import reading
from callboard.calls.models import Call
from callboard.people.models import Membership
from callboard.portal import list_place
from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import member_sees
from callboard.ui.keyset import SIZE


@require_POST
@member_sees("calls")
def some(request: PersonRequest) -> HttpResponse:
    """Those of a page that are selected. The answer leads to the last of them: somebody who works
    through a list goes on from there.
    """
    reader, is_read = reader_of(request), request.POST.get("read") != "0"
    ids = selected(request)
    found = Call.objects.shown_to_client().filter(public_id__in=ids)
    calls = sorted(found, key=lambda call: ids.index(call.public_id))
    reading.mark(calls, reader, is_read=is_read)
    if not calls:
        messages.info(request, _("Select calls first."))
    elif is_read:
        words = ngettext("Marked %(n)s call read.", "Marked %(n)s calls read.", len(calls))
        messages.success(request, words % {"n": len(calls)})
    else:
        words = ngettext("Marked %(n)s call unread.", "Marked %(n)s calls unread.", len(calls))
        messages.success(request, words % {"n": len(calls)})
    return _back(request, at=calls[-1] if calls else None)


@require_POST
@member_sees("calls")
def everything(request: PersonRequest) -> HttpResponse:
    reading.mark_all_read(reader_of(request))
    messages.success(request, _("Marked all calls read."))
    return _back(request)


def reader_of(request: PersonRequest) -> Membership:
    """One of the client's people; whoever only looks at their portal reads nothing for them."""
    if request.person.membership is None:
        raise Http404
    return request.person.membership


def selected(request: PersonRequest) -> tuple[str, ...]:
    """Public ids, as many as a page has."""
    return tuple(dict.fromkeys(one[:16] for one in request.POST.getlist("call")))[:SIZE]


def _back(request: PersonRequest, at: Call | None = None) -> HttpResponse:
    return HttpResponseRedirect(list_place.back(request.POST.get("back", ""), at), status=303)
