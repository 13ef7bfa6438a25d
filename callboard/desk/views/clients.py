from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from callboard.agencies.models import Client
from callboard.calls import daily
from callboard.desk import access_tabs, standing, verbs
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people import access
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.tenancy.audience import staff
from callboard.ui import keyset

LONGEST_SEARCH = 200
NEED_US = (Access.EMAIL_SET, Access.INVITE_EXPIRED, Access.INVITE_BOUNCED)


@require_safe
@staff("clients.view")
def clients(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    wanted = request.GET.get("access", "")
    archived = wanted == access_tabs.ARCHIVED
    tab, states = access_tabs.wanted(wanted)
    found = Client.objects.current().search(asked)
    counts = access.counts(found, now)
    away = Client.objects.archived().search(asked)
    away_count = away.count()
    shown = access.with_access(away if archived else found, now).filter(access__in=states)
    page = keyset.page(
        shown,
        ("name", "id"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    everybody = sum(counts.values())
    keep = {"q": asked, "access": wanted if tab.key or archived else ""}
    context = {
        "rows": _rows(request, list(page.rows), now),
        "access_tabs": [
            {
                "label": one.label,
                "href": _address(q=asked, access=one.key),
                "count": one.count(counts),
                "current": one is tab and not archived,
            }
            for one in access_tabs.TABS
        ]
        + ([_archived_tab(asked, away_count, archived)] if away_count or archived else []),
        "q": asked,
        "access": keep["access"],
        "total": away_count if archived else sum(counts[state] for state in states),
        "lead": _("Businesses you answer calls for.") if asked else _in_short(counts),
        "first_use": everybody == 0 and away_count == 0 and not asked,
        "previous": _address(**keep, before=page.before) if page.before else None,
        "following": _address(**keep, after=page.after) if page.after else None,
        "zone": zone_of(request),
        "partly": bool(request.htmx) and request.htmx.target == "results",
    }
    template = "desk/clients/_results.html" if context["partly"] else "desk/clients/list.html"
    answer = render(request, template, context)
    answer.headers["Vary"] = "HX-Request, HX-Target"
    return answer


def _in_short(counts: dict[str, int]) -> str:
    """ "7 clients · 1 active portal · 3 need you": those with an address whom no link reaches."""
    everybody, active = sum(counts.values()), counts[Access.ACTIVE]
    waiting_for_us = sum(counts[state] for state in NEED_US)
    parts = [
        ngettext("%(n)s client", "%(n)s clients", everybody) % {"n": everybody},
        ngettext("%(n)s active portal", "%(n)s active portals", active) % {"n": active},
        ngettext("%(n)s needs you", "%(n)s need you", waiting_for_us) % {"n": waiting_for_us},
    ]
    return " · ".join(parts if waiting_for_us else parts[:2])


def _rows(request: StaffRequest, page: list[Any], now: datetime) -> list[dict[str, Any]]:
    """What each row shows, in two queries for all of them."""
    ids = [client.invitation_id for client in page if client.invitation_id]
    invitations = Invitation.objects.select_related("mail").in_bulk(ids)
    calls = daily.calls_since([client.pk for client in page], now)
    zone = zone_of(request)
    return [
        {
            "client": client,
            "standing": standing.of(client, invitations.get(client.invitation_id), now, zone),
            "calls": calls.get(client.pk, 0),
            "menu": verbs.menu(
                client.access,
                client.public_id,
                request.person,
                reasons=False,
                archived=client.archived_at is not None,
            ),
        }
        for client in page
    ]


def _archived_tab(asked: str, count: int, current: bool) -> dict[str, Any]:
    return {
        "label": _("Archived"),
        "href": _address(q=asked, access=access_tabs.ARCHIVED),
        "count": count,
        "current": current,
    }


def _address(**parts: str) -> str:
    query = urlencode({name: value for name, value in parts.items() if value})
    return reverse("desk:clients") + (f"?{query}" if query else "")
