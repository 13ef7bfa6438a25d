"""Lengths of calls, in words and as a clock."""

from django.utils.translation import gettext as _


def duration(milliseconds: int | None) -> str:
    """ "3 min 4 s", "45 s", "1 h 2 min"; an en dash where no length is known."""
    if milliseconds is None:
        return "–"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _("%(h)d h %(min)d min") % {"h": hours, "min": minutes}
    if minutes:
        return _("%(min)d min %(s)d s") % {"min": minutes, "s": seconds}
    return _("%(s)d s") % {"s": seconds}


def clock(milliseconds: int | None) -> str:
    """A place in a recording or its length as 3:04 or 1:02:03; an en dash where none is known."""
    if milliseconds is None:
        return "–"
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def rough(milliseconds: int | None) -> str:
    """ "3 min", "45 s", "1 h 2 min", to be taken in at a glance; empty where no length is known."""
    if milliseconds is None:
        return ""
    seconds = round(milliseconds / 1000)
    if seconds < 60:
        return _("%(s)d s") % {"s": seconds}
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return _("%(h)d h %(min)d min") % {"h": hours, "min": minutes}
    return _("%(min)d min") % {"min": minutes}
