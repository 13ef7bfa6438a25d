"""What of the numbers somebody is shown who may not see all of the portal."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from callboard.insights.asked import Asked, Charted
from callboard.insights.sheet import Sheet
from callboard.insights.tiles import Tile, tiles

# Whether an item of the portal is not hidden (`callboard.visibility`).
Sees = Callable[[str], bool]
_NEEDS = {Charted.BOOKED: "bookings", Charted.MINUTES: "calls.length"}


def permitted(asked: Asked, sees: Sees) -> Asked:
    """Without what would tell something that is hidden."""
    if asked.outcome and not sees("calls.result"):
        asked = asked.but(outcome=None)
    if not _may_chart(asked.charted, sees):
        asked = asked.but(charted=Charted.CALLS)
    return asked


def shown_tiles(sheet: Sheet, sees: Sees) -> list[Tile]:
    return [one for one in tiles(sheet) if one.charts is None or _may_chart(one.charts, sees)]


def charted_name(sheet: Sheet) -> str:
    names = {
        Charted.CALLS: _("Calls"),
        Charted.BOOKED: _("Bookings"),
        Charted.MINUTES: _("Minutes"),
    }
    return names[sheet.asked.charted]


def _may_chart(charted: Charted, sees: Sees) -> bool:
    return charted not in _NEEDS or sees(_NEEDS[charted])
