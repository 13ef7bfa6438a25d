"""A section's content in lines for a reader."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.agents import hours_in_words
from callboard.agents.opening_hours import OpeningHours
from callboard.agents.settings.booking_rules import BookingRules
from callboard.agents.settings.sections import Section
from callboard.agents.settings.transfer import Transfer, When
from callboard.ui.phones import phone

# What a line is about, and what it says.
Line = tuple[str, str]


def lines(section: str, value: Any) -> list[Line]:
    """The same labels for any content of a section, so that two can be laid side by side, except
    where there are several of a kind. Empty for nothing.
    """
    if not value:
        return []
    match section:
        case Section.HOURS:
            return _hours(OpeningHours.read(value))
        case Section.TRANSFER:
            return _transfer(Transfer.read(value))
        case Section.BOOKING_RULES:
            return _rules(BookingRules.read(value))
        case Section.VOICE:
            return [(str(Section.VOICE.label), value["name"])]
    return [(str(Section(section).label), value)]


def in_short(section: str, value: Any) -> list[Line]:
    """To be read by itself: days with the same hours are one line."""
    if section != Section.HOURS or not value:
        return lines(section, value)
    hours = OpeningHours.read(value)
    return hours_in_words.of_week(hours.week) + _holidays(hours)


def _hours(hours: OpeningHours) -> list[Line]:
    week = [
        (hours_in_words.day_name(day), hours_in_words.of_day(ranges))
        for day, ranges in enumerate(hours.week)
    ]
    return week + _holidays(hours)


def _holidays(hours: OpeningHours) -> list[Line]:
    holidays = [hours_in_words.of_holiday(holiday) for holiday in hours.holidays]
    return [(_("Holiday"), one) for one in holidays]


def _transfer(transfer: Transfer) -> list[Line]:
    if not transfer.lines:
        return [(_("Put through"), _("Never. A message is taken."))]
    named = [
        f"{line.name}, {phone(line.number)}" if line.name else phone(line.number)
        for line in transfer.lines
    ]
    times = _("Only while you’re open") if transfer.only_open else _("At any time")
    reasons = [str(When(reason).label) for reason in transfer.when if reason in When.values]
    return [
        *((_("Number"), one) for one in named),
        (_("When"), _joined(reasons)),
        (_("Hours"), times),
    ]


def _rules(rules: BookingRules) -> list[Line]:
    if not rules.books:
        return [(_("Appointments"), _("Not booked. A message is taken."))]
    told = [
        (_("Appointments"), _("Booked")),
        (_("Earliest"), _notice(rules.notice_hours)),
        (_("Latest"), _ahead(rules.days_ahead)),
        (_("Length"), _minutes(rules.length_minutes)),
    ]
    return [*told, (_("Notes"), rules.notes)] if rules.notes else told


def _notice(hours: int) -> str:
    if not hours:
        return _("Any free time")
    return ngettext("%(n)d hour from now", "%(n)d hours from now", hours) % {"n": hours}


def _ahead(days: int) -> str:
    return ngettext("%(n)d day from now", "%(n)d days from now", days) % {"n": days}


def _minutes(minutes: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)
