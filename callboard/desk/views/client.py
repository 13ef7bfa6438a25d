from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callboard.agencies import retention
from callboard.agents.models import Agent
from callboard.audit.models import Entry
from callboard.bookings import diary, wording
from callboard.calls.models import Call, DiskUse
from callboard.calls.wording import verdict
from callboard.desk import find, onboarding, standing, timeline, verbs
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import billing
from callboard.examples.models import ExampleCall
from callboard.mail.models import MailState
from callboard.notices import overview
from callboard.people import access_requests, pending_addresses, roster, team
from callboard.people.access import Access
from callboard.tenancy.audience import staff

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

# A mail's fate shows within these two minutes, or not soon.
WATCH_FOR = timedelta(minutes=2)
LATEST_CALLS = 5
NEXT_BOOKINGS = 5
ENTRIES = 60
# Many, and no steps on the client's way into its portal.
NO_STEPS = (
    "recording.opened",
    "transcript.opened",
    "portal.view_began",
    "portal.view_ended",
)


@require_safe
@staff("clients.view")
def client(request: StaffRequest, client_id: str) -> HttpResponse:
    shown = find.client(request, client_id)
    context = _access(request, shown)
    people = roster.of_client(shown.pk, timezone.now())
    calls = Call.objects.select_related("agent").filter(client=shown).newest_first()
    now, zone = timezone.now(), context["zone"]
    coming = diary.upcoming(shown, now).select_related("call")[:NEXT_BOOKINGS]
    context |= {
        "billing": billing.gist(shown) if request.person.may("billing.view") else None,
        "roster": people,
        "mails": overview.of_client(shown.pk),
        # The contact's own invitation is what the page is about, unless somebody else came first.
        "colleagues": [
            one
            for one in people.pending
            if shown.access == Access.ACTIVE or one.invitation.pk != shown.invitation_id
        ],
        "onboarding": [] if shown.archived_at else onboarding.of(shown, people, timezone.now()),
        "restorable": shown.access == Access.REVOKED and bool(team.restorable(shown)),
        "calls": [(call, verdict(call, for_agency=True)) for call in calls[:LATEST_CALLS]],
        "bookings": [wording.shown(one, shown.time_zone, zone, now) for one in coming],
        "unentered": diary.not_in_calendar(shown, now).count(),
        "examples": ExampleCall.objects.filter(client=shown).count(),
        "requests": list(access_requests.open_of(shown)),
    }
    return render(request, "desk/clients/page.html", context)


@require_safe
@staff("clients.view")
def access_card(request: StaffRequest, client_id: str) -> HttpResponse:
    """The card alone, asked for again after a step and while a mail is on its way.

    `seen` is what the page says of the state: if that has changed, the header comes along."""
    shown = find.client(request, client_id)
    context = _access(request, shown)
    context["header_too"] = request.GET.get("seen", "") != context["standing"].seen
    return render(request, "desk/clients/_access.html", context)


def _access(request: StaffRequest, client: "ClientWithAccess") -> dict[str, Any]:
    now, zone = timezone.now(), zone_of(request, client.time_zone)
    invitation = find.invitation(client)
    entries = Entry.objects.of_client(client.pk).exclude(act__in=NO_STEPS)[:ENTRIES]
    access, archived = Access(client.access), client.archived_at is not None
    mail = invitation.mail if invitation else None
    failed = access is Access.INVITE_SENT and mail is not None and mail.state == MailState.FAILED
    watched = invitation is not None and now - invitation.sent_at < WATCH_FOR
    return {
        "client": client,
        "standing": standing.of(client, invitation, now, zone),
        "recordings_kept": retention.in_words(client, client.agency),
        "disk_use": DiskUse.objects.filter(client=client, recordings__gt=0).first(),
        "agents": list(Agent.objects.filter(client=client).order_by("id")),
        "bar": verbs.bar(access, client.public_id, request.person, archived=archived),
        "verb_menu": verbs.menu(access, client.public_id, request.person, archived=archived),
        "lines": timeline.of(entries, invitation, access, zone, now),
        "new_email": pending_addresses.of_contact(client) if client.new_email else None,
        "unsent": (mail.last_error or _("no answer")) if mail and failed else "",
        "watched": watched and access in (Access.INVITE_SENT, Access.INVITE_BOUNCED),
        "watch_url": reverse("desk:client_access", args=[client.public_id]),
        "zone": zone,
        "header_too": False,
    }
