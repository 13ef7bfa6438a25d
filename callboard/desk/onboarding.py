"""How far a client has come on its way into the portal, from facts alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from callboard.calls.models import Call
from callboard.people.access import Access
from callboard.people.models import Membership
from callboard.people.models.invitation import Kind
from callboard.people.roster import Roster

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

ENOUGH_DATA = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """`href` is where to go about it; "" where nobody can do anything but wait."""

    label: str
    done: bool
    href: str = ""


def of(client: "ClientWithAccess", people: Roster[Membership], now: datetime) -> list[Item]:
    """Empty once all is done. One query."""
    page = reverse("desk:client", args=[client.public_id])
    state = Access(client.access)
    invited = state not in (Access.NO_EMAIL, Access.EMAIL_SET)
    step = "client_edit" if state is Access.NO_EMAIL else "invitation"
    first_call = Call.objects.shown_to_client().real().filter(client=client).order_by("started_at")
    began = first_call.values_list("started_at", flat=True).first()
    items = [
        Item(_("Invited"), invited, reverse(f"desk:{step}", args=[client.public_id])),
        Item(
            _("Signed in"),
            state in (Access.ACTIVE, Access.REVOKED),
            f"{page}#access" if invited else "",
        ),
        Item(_("First call heard"), any(one.first_heard_at for one in people.present)),
        Item(
            _("A colleague invited"),
            any(one.invitation.kind == Kind.COLLEAGUE for one in people.pending)
            or len(people.present) + len(people.pending) > 1,
            reverse("desk:team_invite", args=[client.public_id]) if invited else "",
        ),
        Item(_("A week of calls"), began is not None and now - began >= ENOUGH_DATA),
    ]
    return [] if all(item.done for item in items) else items
