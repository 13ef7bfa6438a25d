"""What each number means."""

from django.utils.translation import gettext as _

from callboard.agents.opening_hours import OpeningHours
from callboard.insights import closed
from callboard.insights.callers import callers
from callboard.insights.permitted import Sees
from callboard.insights.sheet import FAIR, Sheet

Definition = tuple[str, str]


def definitions(sheet: Sheet, sees: Sees) -> list[tuple[str, str]]:
    """Of those that are on the page."""
    return [
        (
            _("Calls"),
            _("All calls of these days, by the clock of your business. Spam is left out."),
        ),
        *(_booking_rate() if sees("bookings") else ()),
        *(_minutes() if sees("calls.length") else ()),
        *(_outcome() if sees("calls.result") else ()),
        *(_after_hours(sheet.hours) if sheet.hours else ()),
        *(_reason() if sheet.counted.reasons else ()),
        *(_without_answer(sees) if sees("calls.transcript") else ()),
        *(_callers() if callers(sheet, sees) else ()),
        (
            _("Beside the time before"),
            _(
                "Compared with as many days just before. Where one of the two has fewer than "
                "%(fair)s calls, no percentages and no changes are shown: they would be chance."
            )
            % {"fair": FAIR},
        ),
    ]


def _booking_rate() -> list[Definition]:
    words = _(
        "Calls in which a booking was made ÷ calls answered. Not counted as answered: "
        "voicemail, busy, no answer, and calls that could not be taken. Spam is left out."
    )
    return [(_("Booking rate"), words)]


def _minutes() -> list[Definition]:
    return [(_("Minutes"), _("The length of these calls together, rounded to whole minutes."))]


def _outcome() -> list[Definition]:
    return [(_("Outcome"), _("What came of a call. A call of which nothing is known has none."))]


def _after_hours(hours: OpeningHours) -> list[Definition]:
    words = _(
        "Calls that began while you were closed, by the opening hours that are live now, "
        "holidays included."
    )
    if closed.begins_amid_a_half_hour(hours):
        words += " " + _("Counted to the half hour.")
    return [(_("After hours"), words)]


def _without_answer(sees: Sees) -> list[Definition]:
    words = _(
        "What a caller asked and the assistant said that it does not know, or what was written "
        "down as such at the end of the call."
    )
    if sees("faqs"):
        words += " " + _("What was dismissed among the FAQs is left out.")
    return [(_("Question without an answer"), words)]


def _reason() -> list[Definition]:
    words = _("Why somebody rang, as it was written down at the end of the call.")
    return [(_("Reason for calling"), words)]


def _callers() -> list[Definition]:
    words = _(
        "A new caller’s is the first call from a number, of all calls that are kept here; every "
        "later one from it is a returning caller’s. Who hides the number cannot be known again. "
        "Calls that were made to somebody are not among them."
    )
    return [(_("New and returning callers"), words)]
