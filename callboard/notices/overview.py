"""Who of a client's people gets which mails, for the agency."""

from collections.abc import Collection

from callboard.notices import choices
from callboard.notices.events import Event
from callboard.people.models import Membership


def of_client(client_id: int) -> dict[int, str]:
    """By membership: "Urgent call, Booking"; empty for who wants none."""
    people = Membership.objects.active().filter(client_id=client_id)
    rows = people.select_related("notice_choice__agent")
    return {one.pk: _words(choices.of(one).events) for one in rows}


def _words(wanted: Collection[Event]) -> str:
    return ", ".join(str(event.label) for event in Event if event in wanted)
