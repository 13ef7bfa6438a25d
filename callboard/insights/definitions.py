"""What each number means."""

from django.utils.translation import gettext as _

from callboard.insights import closed
from callboard.insights.sheet import FAIR, Sheet


def definitions(sheet: Sheet) -> list[tuple[str, str]]:
    """Of those that are on the page."""
    told = [
        (
            _("Calls"),
            _("All calls of these days, by the clock of your business. Spam is left out."),
        ),
        (
            _("Booking rate"),
            _(
                "Calls in which a booking was made ÷ calls answered. Not counted as answered: "
                "voicemail, busy, no answer, and calls that could not be taken. Spam is left out."
            ),
        ),
        (_("Minutes"), _("The length of these calls together, rounded to whole minutes.")),
        (_("Outcome"), _("What came of a call. A call of which nothing is known has none.")),
    ]
    if sheet.hours is not None:
        words = _(
            "Calls that began while you were closed, by the opening hours that are live now, "
            "holidays included."
        )
        if closed.begins_amid_a_half_hour(sheet.hours):
            words += " " + _("Counted to the half hour.")
        told.append((_("After hours"), words))
    if sheet.counted.reasons:
        told.append(
            (
                _("Reason for calling"),
                _("Why somebody rang, as it was written down at the end of the call."),
            )
        )
    told.append(
        (
            _("Beside the time before"),
            _(
                "Compared with as many days just before. Where one of the two has fewer than "
                "%(fair)s calls, no percentages and no changes are shown: they would be chance."
            )
            % {"fair": FAIR},
        )
    )
    return told
