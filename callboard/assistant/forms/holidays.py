"""The holidays below the week: rows of a form, as many as there are."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agents import hours_in_words, typed_hours
from callboard.agents.opening_hours import CLOSED, Holiday, OpeningHours, Overlap, Ranges
from callboard.agents.typed_hours import NotHours

MOST = 40
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_NAMES = ("first", "last", "name", "hours")
_FAR = {
    "first": gettext_lazy("Holiday %(n)d: enter a day of this century, like 2026-12-25."),
    "last": gettext_lazy("Holiday %(n)d: enter a last day of this century, like 2026-12-25."),
}


class Row(NamedTuple):
    number: int
    first: forms.BoundField
    last: forms.BoundField
    name: forms.BoundField
    hours: forms.BoundField


def of(hours: OpeningHours | None) -> tuple[Holiday, ...]:
    return hours.holidays[:MOST] if hours else ()


def rows_in(data: Any) -> int:
    count = data.get("holidays", "")
    return min(int(count[:3]), MOST) if count.isdecimal() else 0


def fields(number: int) -> dict[str, forms.Field]:
    """Their labels say of which holiday they are, as the summary of faults tells them."""
    said = {"n": number + 1}
    first = _("Holiday %(n)d: enter a date, like 2026-12-25.") % said
    last = _("Holiday %(n)d: enter its last day like 2026-12-25, or nothing.") % said
    return {
        f"first_{number}": _date(_("Holiday %(n)d, date") % said, first),
        f"last_{number}": _date(_("Holiday %(n)d, until") % said, last),
        f"name_{number}": _text(_("Holiday %(n)d, name") % said, 60),
        f"hours_{number}": _text(_("Holiday %(n)d, hours") % said, 120),
    }


def row(form: forms.Form, number: int) -> Row:
    return Row(number, *(form[f"{name}_{number}"] for name in _NAMES))


def present(number: int, holiday: Holiday) -> dict[str, Any]:
    return {
        f"first_{number}": holiday.first,
        f"last_{number}": holiday.last if holiday.last != holiday.first else None,
        f"name_{number}": holiday.name,
        f"hours_{number}": hours_in_words.typed(holiday.ranges),
    }


def rearranged(changed: Any) -> Any:
    """One row more, or one less."""
    count = rows_in(changed)
    removed = changed.get("remove", "")
    if "add" in changed:
        count = min(count + 1, MOST)
    elif removed.isdecimal() and int(removed[:3]) < count:
        for number in range(int(removed[:3]), count):
            for name in _NAMES:
                changed[f"{name}_{number}"] = changed.get(f"{name}_{number + 1}", "")
        count -= 1
    changed["holidays"] = str(count)
    return changed


def read(form: Any) -> list[Holiday]:
    """In their order; empty rows are none. What is wrong is said at its field."""
    found: list[Holiday] = []
    for number in range(form.holidays):
        data = {name: form.cleaned_data.get(f"{name}_{number}") for name in _NAMES}
        if not any(data.values()):
            continue
        holiday = _holiday(form, number, data)
        if holiday is None:
            continue
        if any(holiday.first <= one.last and one.first <= holiday.last for one in found):
            words = _("Holiday %(n)d: there is another one on this day.")
            form.add_error(f"first_{number}", words % {"n": number + 1})
        found.append(holiday)
    return sorted(found, key=lambda one: one.first)


def _holiday(form: Any, number: int, data: dict[str, Any]) -> Holiday | None:
    """Days and hours are both looked at, whatever is wrong with the others."""
    days, ranges = _days(form, number, data), _ranges(form, number, data["hours"] or "")
    name = " ".join((data["name"] or "").split())
    return Holiday(*days, name, ranges) if days else None


def _days(form: Any, number: int, data: dict[str, Any]) -> tuple[date, date] | None:
    first, last = data["first"], data["last"] or data["first"]
    said = {"n": number + 1}
    if first is None and f"first_{number}" not in form.errors:
        form.add_error(f"first_{number}", _("Holiday %(n)d: enter its date.") % said)
    for name in ("first", "last"):
        if data[name] and not _FIRST <= data[name] <= _LAST:
            form.add_error(f"{name}_{number}", _FAR[name] % said)
    if any(f"{name}_{number}" in form.errors for name in ("first", "last")):
        return None
    if last < first:
        form.add_error(f"last_{number}", _("Holiday %(n)d ends before it begins.") % said)
        return None
    return first, last


def _ranges(form: Any, number: int, typed: str) -> Ranges:
    try:
        return typed_hours.parse(typed)
    except (NotHours, Overlap):
        words = _("Holiday %(n)d: enter hours like 9-12, or nothing for closed.")
        form.add_error(f"hours_{number}", words % {"n": number + 1})
        return CLOSED


def _date(label: str, fault: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": fault},
    )


def _text(label: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
