"""What a summary says in words."""

from collections.abc import Callable
from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.insights.numbers import Comparison, Numbers
from callboard.mail.compose import without_links
from callboard.summaries.mornings import Due
from callboard.ui.zones import locale

# Of fewer calls a change says nothing.
FEWEST = 20
_MINUTE_MS = 60_000


def subject(name: str, numbers: Numbers, due: Due, *, with_bookings: bool) -> str:
    """ "38 calls, 9 bookings: your week at Bright Smile"."""
    told = {
        "numbers": in_short(numbers, with_bookings=with_bookings),
        "client": without_links(name),
        "day": day_words(due.period.last, "EEEE"),
    }
    if due.is_week:
        return _("%(numbers)s: your week at %(client)s") % told
    return _("%(numbers)s: your %(day)s at %(client)s") % told


def in_short(numbers: Numbers, *, with_bookings: bool) -> str:
    return counted(numbers.calls, numbers.booked if with_bookings else 0)


def counted(calls: int, booked: int) -> str:
    """ "38 calls, 9 bookings"; what there was none of is not boasted of."""
    words = ngettext("%(n)s call", "%(n)s calls", calls) % {"n": calls}
    if not booked:
        return words
    return f"{words}, {ngettext('%(n)s booking', '%(n)s bookings', booked) % {'n': booked}}"


def silence(name: str) -> str:
    return _("No calls last week at %(client)s") % {"client": without_links(name)}


def when(due: Due) -> str:
    """ "Monday 23 to Sunday 29 November", or the one day."""
    last = day_words(due.period.last)
    if not due.is_week:
        return last
    one_month = due.period.first.month == due.period.last.month
    first = day_words(due.period.first, "EEEE d" if one_month else "EEEE d MMMM")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def day_words(day: date, form: str = "EEEE d MMMM") -> str:
    """A day by a CLDR pattern."""
    return format_date(day, form, locale=locale())


def tiles(found: Comparison, due: Due, sees: Callable[[str], bool]) -> list[tuple[str, str, str]]:
    """Each number: what it is, how much, and how that is beside the week before ("" where there is
    no fair comparison).
    """
    now = found.now
    before = found.before if due.is_week and now.calls >= FEWEST else None
    named = [
        (_("Calls"), _calls),
        *([(_("Booked"), _booked)] if sees("bookings") and sees("calls.result") else []),
        *([(_("Put through to you"), _put_through)] if sees("calls.result") else []),
        *([(_("Minutes"), minutes)] if sees("calls.length") else []),
    ]
    return [
        (name, str(count(now)), "" if before is None else change(count(now), count(before)))
        for name, count in named
    ]


def change(now: int, before: int) -> str:
    told = {"count": abs(now - before)}
    if now == before:
        return _("as many as the week before")
    if now > before:
        return _("%(count)s more than the week before") % told
    return _("%(count)s fewer than the week before") % told


def busiest(day: date, calls: int) -> str:
    counted = ngettext("%(n)s call", "%(n)s calls", calls) % {"n": calls}
    told = {"day": day_words(day, "EEEE"), "calls": counted}
    return _("Busiest day: %(day)s, %(calls)s.") % told


def after_hours(calls: int | None) -> str:
    """ "Answered after hours: 12 calls.", or "" for none, and where nobody knows the hours."""
    counted = ngettext("%(n)s call", "%(n)s calls", calls or 0) % {"n": calls}
    return _("Answered after hours: %(calls)s.") % {"calls": counted} if calls else ""


def to_enter(count: int, most: int) -> str:
    """ "2 bookings are not in your calendar yet.", or "" for none."""
    if count > most:
        return _("More than %(count)s bookings are not in your calendar yet.") % {"count": most}
    words = ngettext(
        "%(count)s booking is not in your calendar yet.",
        "%(count)s bookings are not in your calendar yet.",
        count,
    )
    return words % {"count": count} if count else ""


def minutes(numbers: Numbers) -> int:
    return (numbers.duration_ms + _MINUTE_MS // 2) // _MINUTE_MS


def _calls(numbers: Numbers) -> int:
    return numbers.calls


def _booked(numbers: Numbers) -> int:
    return numbers.booked


def _put_through(numbers: Numbers) -> int:
    return numbers.put_through
