"""What an agency can hide from its clients' people: sections of the portal, what stands in them,
and what can be done there.

An item is added here together with the page that shows it, with three things more: its views say
`@member_sees("analytics")` or `@member_edits("faqs")` (`callboard.tenancy.audience`), its entry in
the portal's navigation says `"item": "analytics"`, and `tests/visibility/doors.py` says where it is
seen. From then on it stands in the agency's settings too.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.visibility.levels import Level

HIDDEN, SEE, EDIT = Level.HIDDEN, Level.SEE, Level.EDIT


@dataclass(frozen=True, slots=True)
class Item:
    """`levels` are those that make sense for it, from the lowest; `default` is what a portal has
    whose agency chose nothing.
    """

    name: str
    label: Promise
    levels: tuple[Level, ...]
    default: Level

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]

    @property
    def is_section(self) -> bool:
        return "." not in self.name


def _seen(name: str, label: Promise) -> Item:
    return Item(name, label, (HIDDEN, SEE), SEE)


def _done(name: str, label: Promise) -> Item:
    """Something that people do, and that leaves nothing to be seen by who may not."""
    return Item(name, label, (HIDDEN, EDIT), EDIT)


def _edited(name: str, label: Promise) -> Item:
    return Item(name, label, (HIDDEN, SEE, EDIT), EDIT)


ITEMS: dict[str, Item] = {
    item.name: item
    for item in (
        _seen("calls", _("Calls")),
        _seen("calls.recording", _("Recordings")),
        _seen("calls.transcript", _("Transcripts")),
        _seen("calls.summary", _("Summaries")),
        _seen("calls.number", _("Callers’ numbers")),
        _seen("calls.name", _("Callers’ names")),
        _seen("calls.result", _("What came of a call")),
        _seen("calls.length", _("Length of calls")),
        _edited("calls.flag", _("Flags")),
        _edited("calls.call_back", _("Calls to call back")),
        _done("calls.feedback", _("“Was this handled well?”")),
        _seen("calls.export", _("Export of calls")),
        _seen("bookings", _("Bookings")),
        _done("bookings.by_hand", _("Adding and changing bookings")),
        _done("bookings.marks", _("Cancelled, no-show, in the calendar")),
        _seen("bookings.export", _("Export and calendar files")),
        _seen("analytics", _("Analytics")),
        _edited("analytics.value", _("Estimated value of bookings")),
        _seen("analytics.export", _("Export of the numbers")),
        _seen("billing", _("Billing")),
        _seen("billing.price", _("Price and what it comes to")),
        _seen("billing.usage", _("Included minutes and what is used of them")),
        _seen("billing.extra", _("Extra minutes and what they cost")),
        _seen("billing.next_invoice", _("When the next invoice is made")),
        _seen("billing.invoices", _("Invoices")),
        _edited("billing.payment_method", _("Payment method")),
        _seen("assistant", _("Assistant")),
        _edited("assistant.greeting", _("Greeting")),
        _edited("assistant.hours", _("Opening hours & holidays")),
        _edited("assistant.transfer", _("Call transfer")),
        _edited("assistant.booking_rules", _("Booking rules")),
        _edited("assistant.voice", _("Voice")),
        _edited("faqs", _("FAQs")),
        _seen("team", _("Team")),
        _done("team.invite", _("Inviting and removing colleagues")),
    )
}


def item(name: str) -> Item:
    """Raises `LookupError` for what is none."""
    if name not in ITEMS:
        raise LookupError(f"{name} is no item; see callboard.visibility.catalogue.")
    return ITEMS[name]
