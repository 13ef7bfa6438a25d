"""Whether calls came since the list was shown: asked for by the page while somebody looks at it."""

from datetime import UTC, datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.calls import filters, search
from callboard.calls.chosen import chosen
from callboard.calls.models import Call
from callboard.portal.requests import PersonRequest, client_of
from callboard.portal.views.calls import AT_MOST_NEW
from callboard.tenancy.audience import member_sees


@require_safe
@member_sees("calls")
def new(request: PersonRequest) -> HttpResponse:
    """204 where there is no more to say than the page says (`known`). With `first` the page waits
    for its first call and is shown anew. `seen` are calls that the list has, though they came after
    `since`.
    """
    client, asked = client_of(request), filters.read(request.GET, by=request.visibility).filters
    rows = chosen(
        Call.objects.shown_to_client().filter(brought_in=False, created_at__gte=_since(request)),
        asked,
        client.time_zone,
        reader=request.person.membership,
    )
    seen = [one[:16] for one in request.GET.getlist("seen")[:50]]
    rows = rows.exclude(public_id__in=seen)
    if asked.text:
        most = AT_MOST_NEW + 1
        count = search.matching(rows, asked.text, limit=most, by=request.visibility).count()
    else:
        count = rows.order_by()[: AT_MOST_NEW + 1].count()
    if str(count) == request.GET.get("known", "0"):
        return HttpResponse(status=204)
    if "first" in request.GET:
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    told = f"{AT_MOST_NEW}+" if count > AT_MOST_NEW else str(count)
    context = {"count": count, "told": told, "asked": asked}
    return render(request, "portal/calls/_new.html", context)


def _since(request: PersonRequest) -> datetime:
    """What cannot be read asks for the last minute."""
    try:
        asked = datetime.fromtimestamp(int(request.GET.get("since", "")[:12]), UTC)
    except (ValueError, OverflowError, OSError):
        return timezone.now() - timedelta(minutes=1)
    # Somebody leaves the page open for a week: then the list is what they want, not a number.
    return max(asked, timezone.now() - timedelta(days=7))
