"""Settings → Access log: who was in this portal, and who listened to which call."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callboard.people.models import AccessEntry
from callboard.portal import access_lines
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy.audience import member
from callboard.ui import keyset

AGENCY = "agency"


@require_safe
@member
def show(request: PersonRequest) -> HttpResponse:
    """`?by=agency` shows what the agency's people did alone."""
    rows = AccessEntry.objects.filter(client=client_of(request)).select_related("user", "viewing")
    by = AGENCY if request.GET.get("by") == AGENCY else ""
    page = keyset.page(
        rows.by_the_agency() if by else rows,
        ("-at", "-id"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    zone = zone_of(request)
    context = {
        "lines": access_lines.of(page.rows, request.agency.name, zone, request.visibility),
        "tabs_": [
            {"label": _("Everybody"), "href": _address(), "current": not by},
            {"label": request.agency.name, "href": _address(by=AGENCY), "current": bool(by)},
        ],
        "by_agency": bool(by),
        "newer": _address(by=by, before=page.before) if page.before else None,
        "older": _address(by=by, after=page.after) if page.after else None,
        "zone": zone,
    }
    return render(request, "portal/access_log.html", context)


def _address(**parts: str) -> str:
    return "?" + urlencode({name: value for name, value in parts.items() if value})
