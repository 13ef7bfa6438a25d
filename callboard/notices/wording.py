"""What a notice says of a call, with names and without."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from callboard.bookings.models import Booking
from callboard.bookings.wording import who
from callboard.calls.models import Call, Result
from callboard.calls.vocabulary import Direction
from callboard.calls.wording import verdict
from callboard.mail.compose import without_links
from callboard.notices.events import Event
from callboard.people.mails.common import moment_words
from callboard.ui.durations import rough
from callboard.ui.phones import dial, phone

LONGEST_SUMMARY = 240
# With the day: a mail may be read tomorrow.
DAY = "EEE d MMM"

# Amid a line. A conversation that simply ended says nothing.
_CAME_OF_IT = {
    Result.BOOKED: gettext_lazy("booked"),
    Result.QUESTION: gettext_lazy("question answered"),
    Result.MESSAGE: gettext_lazy("message taken"),
    Result.PUT_THROUGH: gettext_lazy("put through to you"),
    Result.CALL_BACK: gettext_lazy("wants a call back"),
    Result.HUNG_UP: gettext_lazy("hung up"),
    Result.UNANSWERED: gettext_lazy("not answered"),
    Result.REACHED: gettext_lazy("reached"),
    Result.VOICEMAIL: gettext_lazy("voicemail"),
    Result.NO_ANSWER: gettext_lazy("no answer"),
    Result.BUSY: gettext_lazy("busy"),
    Result.CANCELLED: gettext_lazy("cancelled"),
}
_TITLES = {
    Event.URGENT: gettext_lazy("Urgent: %(who)s called"),
    Event.CALL_BACK: gettext_lazy("Call %(who)s back"),
    Event.BOOKING: gettext_lazy("%(who)s booked"),
    Event.NEW_CALL: gettext_lazy("%(who)s called"),
}
# By the name that a link gives what it stops.
STOPPED = {
    "urgent": gettext_lazy("mails about urgent calls"),
    "call_back": gettext_lazy("mails about call backs"),
    "booking": gettext_lazy("mails about bookings"),
    "new_call": gettext_lazy("new-call mails"),
    "calls": gettext_lazy("all mails about calls"),
    "summary": gettext_lazy("summaries of your calls"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One call in a mail; its `title` alone says enough. In a bare mail there is no name, no number
    and no word of what was said, and its title is all.
    """

    title: str
    at: str
    length: str
    outcome: str
    link: str
    todo: str = ""
    summary: str = ""
    number: str = ""
    dial: str = ""


def told(
    call: Call, event: Event, *, bare: bool, zone: str, link: str, booking: Booking | None = None
) -> Told:
    """`call` with its agent, and its client if there is a `booking`; `zone` is the reader's."""
    came_of_it = str(_CAME_OF_IT.get(Result(call.result), "")) if call.result else ""
    # What the event says already.
    more = "" if event in (Event.CALL_BACK, Event.BOOKING) else came_of_it
    todo = ""
    if booking is not None and booking.in_calendar is False:
        todo = _("Not in your calendar yet. Please add it.")
    length, at = rough(call.duration_ms), moment_words(call.started_at, zone, DAY)
    if bare:
        title = ", ".join(part for part in (str(event.label), length, more) if part)
        return Told(title, at, "", "", link, todo)
    number = call.other_number
    known = call.caller_name or (phone(number) if number else "")
    title = _title(call, event, without_links(known) or _("Somebody"))
    if event is Event.BOOKING and booking is not None:
        title = _booked(booking)
    found = verdict(call)
    return Told(
        title=f"{title}: {more}" if more and event is Event.NEW_CALL else title,
        at=at,
        length=length,
        outcome=found.words if found else "",
        link=link,
        todo=todo,
        summary=without_links(call.summary, LONGEST_SUMMARY),
        number=phone(number) if number else "",
        dial=dial(number),
    )


def _title(call: Call, event: Event, who: str) -> str:
    if event is Event.URGENT and call.direction == Direction.OUTBOUND:
        agent = call.agent.name if call.agent else _("Your assistant")
        return _("Urgent: %(agent)s called %(who)s") % {"agent": agent, "who": who}
    return str(_TITLES[event]) % {"who": who}


def _booked(booking: Booking) -> str:
    """By the business's clock, as in its calendar."""
    starts = moment_words(booking.starts_at, booking.client.time_zone, DAY)
    return _("Booked: %(who)s, %(when)s") % {"who": without_links(who(booking)), "when": starts}


def of_several(count: int, since: str) -> str:
    words = ngettext("%(n)s call since %(since)s", "%(n)s calls since %(since)s", count)
    return words % {"n": count, "since": since}


def number_of(event: Event, count: int) -> str:
    """ "2 to call back", amid a line; empty for none."""
    words = {
        Event.URGENT: ngettext("%(n)s urgent", "%(n)s urgent", count),
        Event.CALL_BACK: ngettext("%(n)s to call back", "%(n)s to call back", count),
        Event.BOOKING: ngettext("%(n)s booking", "%(n)s bookings", count),
        Event.NEW_CALL: "",
    }[event]
    return words % {"n": count} if count and words else ""
