"""Numbers and their change as somebody would say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.insights.numbers import Comparison, Numbers
from callboard.ui.durations import duration

# Below this, a change in length is no change.
_SAME_MS = 1000


def change(now: int, before: int, days: int) -> str:
    """ "12 more than in the 7 days before"."""
    told = {"count": f"{abs(now - before):,}", "days": days}
    if now == before:
        return _("as many as in the %(days)s days before") % told
    if now > before:
        return _("%(count)s more than in the %(days)s days before") % told
    return _("%(count)s fewer than in the %(days)s days before") % told


def change_of_length(now_ms: int, before_ms: int, days: int) -> str:
    """ "20 s longer than in the 7 days before"."""
    told = {"time": duration(abs(now_ms - before_ms)), "days": days}
    if abs(now_ms - before_ms) < _SAME_MS:
        return _("as long as in the %(days)s days before") % told
    if now_ms > before_ms:
        return _("%(time)s longer than in the %(days)s days before") % told
    return _("%(time)s shorter than in the %(days)s days before") % told


def sentence(name: str, numbers: Numbers, days: int, *, bookings: bool = True) -> str:
    """ "Robin handled 38 calls in the last 7 days, and booked 9 appointments." Without the
    appointments where `bookings` are not told.
    """
    handled = numbers.calls - numbers.unanswered
    told = {"name": name, "days": days, "count": handled, "booked": numbers.booked}
    if not handled:
        return _("%(name)s had no calls in the last %(days)s days.") % told
    calls = ngettext("%(count)s call", "%(count)s calls", handled) % told
    if not numbers.booked or not bookings:
        return _("%(name)s handled %(calls)s in the last %(days)s days.") % {**told, "calls": calls}
    booked = ngettext("%(booked)s appointment", "%(booked)s appointments", numbers.booked) % told
    return _("%(name)s handled %(calls)s in the last %(days)s days, and booked %(booked)s.") % {
        **told,
        "calls": calls,
        "booked": booked,
    }


def waiting(count: int, *, and_more: bool = False) -> str:
    """ "2 callers are waiting for a call back.", or "" for none."""
    if and_more:
        return _("More than %(count)s callers are waiting for a call back.") % {"count": count}
    words = ngettext(
        "%(count)s caller is waiting for a call back.",
        "%(count)s callers are waiting for a call back.",
        count,
    )
    return words % {"count": count} if count else ""


def tiles(
    found: Comparison,
    days: int,
    *,
    bookings: bool = True,
    results: bool = True,
    lengths: bool = True,
) -> list[tuple[str, str, str]]:
    """Four numbers: what it is, how much, and how that is beside the period before ("" where there
    is no fair comparison). Fewer where `bookings`, `results` or `lengths` are not told.
    """
    now, before = found.now, found.before
    counts = [
        (_("Calls"), now.calls, None if before is None else before.calls, True),
        (_("Booked"), now.booked, None if before is None else before.booked, bookings),
        (
            _("Put through to you"),
            now.put_through,
            None if before is None else before.put_through,
            results,
        ),
    ]
    told = [
        (name, str(count), "" if earlier is None else change(count, earlier, days))
        for name, count, earlier, is_told in counts
        if is_told
    ]
    if not lengths:
        return told
    length = duration(now.average_ms) if now.calls else "–"
    comparable = before is not None and before.calls and now.calls
    told.append(
        (
            _("Average length"),
            length,
            change_of_length(now.average_ms, before.average_ms, days)
            if before is not None and comparable
            else "",
        )
    )
    return told


def percent(share: float) -> str:
    """ "29%", and "under 1%" of what is not nothing."""
    if 0 < share < 0.01:
        return _("under 1%%") % {}
    return _("%(number)s%%") % {"number": round(100 * share)}


def than_before(now: int, before: int, days: int) -> str:
    """ "34 more than in the 30 days before", "12 fewer than the day before"."""
    if days != 1:
        return change(now, before, days)
    told = {"count": f"{abs(now - before):,}"}
    if now == before:
        return _("as many as the day before")
    if now > before:
        return _("%(count)s more than the day before") % told
    return _("%(count)s fewer than the day before") % told
