"""How long recordings are kept: as the agency says, or as it says for one client."""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record

FOR_EVER = 0
# Days from the call on.
CHOICES: dict[int, str | Promise] = {
    90: gettext_lazy("90 days"),
    180: gettext_lazy("180 days"),
    365: gettext_lazy("365 days"),
    FOR_EVER: gettext_lazy("For ever"),
}


def days_of(client: Client | None, agency: Agency) -> int:
    """`FOR_EVER`, or how many days."""
    own = client.recordings_kept_days if client is not None else None
    return agency.recordings_kept_days if own is None else own


def in_words(client: Client, agency: Agency) -> str:
    """ "180 days (default)" where the client has no time of its own."""
    words = str(CHOICES[days_of(client, agency)])
    if client.recordings_kept_days is None:
        return _("%(time)s (default)") % {"time": words}
    return words


def is_shorter(days: int, than: int) -> bool:
    return days != FOR_EVER and (than == FOR_EVER or days < than)


def change(agency: Agency, days: int, *, by: Actor) -> None:
    """Holds for what is there already too, from the next round of housekeeping on."""
    before = agency.recordings_kept_days
    if days == before:
        return
    with transaction.atomic():
        agency.recordings_kept_days = days
        agency.save(update_fields=["recordings_kept_days"])
        record(
            "retention.changed",
            agency_id=agency.pk,
            by=by,
            before={"recordings_kept_days": before or "for ever"},
            after={"recordings_kept_days": days or "for ever"},
        )
