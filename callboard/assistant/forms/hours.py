"""The week as it is typed, a row a day, and the holidays below it.

"Copy", "Add a Holiday" and "Remove" are buttons of the same form: they send it, and it comes back
changed and not saved, so that they work without a script."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from callboard.agents import hours_in_words, typed_hours
from callboard.agents.opening_hours import CLOSED, OpeningHours, Overlap, Ranges, check_week
from callboard.agents.settings.sections import Content, Section, hours_of
from callboard.agents.typed_hours import NotHours
from callboard.assistant.forms import holidays
from callboard.assistant.forms.section import SectionForm

WEEKDAYS, DAYS = range(5), range(7)


class HoursForm(SectionForm):
    section = Section.HOURS

    def __init__(self, agent: Any, content: Content, data: Any = None, seen: str = "") -> None:
        self.rearranges = data is not None and any(key in data for key in ("copy", "add", "remove"))
        if self.rearranges:
            data = _rearranged(data)
        known = hours_of(content)
        self.holidays = holidays.rows_in(data) if data is not None else len(holidays.of(known)) or 1
        super().__init__(agent, content, data, seen)
        for day in DAYS:
            self.fields[f"day_{day}"] = forms.CharField(
                label=_("Hours on %(day)s") % {"day": hours_in_words.day_name(day)},
                max_length=120,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"closed_{day}"] = forms.BooleanField(label=_("Closed"), required=False)
        for number in range(self.holidays):
            self.fields.update(holidays.fields(number))

    @property
    def days(self) -> list[tuple[int, str, forms.BoundField, forms.BoundField]]:
        return [
            (day, hours_in_words.day_name(day), self[f"day_{day}"], self[f"closed_{day}"])
            for day in DAYS
        ]

    @property
    def holiday_rows(self) -> list[holidays.Row]:
        return [holidays.row(self, number) for number in range(self.holidays)]

    def present(self, content: Content) -> dict[str, Any]:
        known = hours_of(content)
        facts: dict[str, Any] = {}
        for day in DAYS:
            ranges = known.week[day] if known else CLOSED
            facts[f"day_{day}"] = hours_in_words.typed(ranges)
            facts[f"closed_{day}"] = known is not None and not ranges
        for number, holiday in enumerate(holidays.of(known)):
            facts |= holidays.present(number, holiday)
        return facts

    def clean(self) -> None:
        if self.rearranges:
            return
        week = [self._day(day) for day in DAYS]
        if not self.errors:
            try:
                check_week(week)
            except Overlap as fault:
                words = _("%(day)s runs into the hours of the next day.")
                name = hours_in_words.day_name(fault.day)
                self.add_error(f"day_{fault.day}", words % {"day": name})
        self.cleaned_data["week"] = tuple(week)
        self.cleaned_data["holidays"] = holidays.read(self)

    def _day(self, day: int) -> Ranges:
        name = hours_in_words.day_name(day)
        if self.cleaned_data.get(f"closed_{day}"):
            return CLOSED
        typed = self.cleaned_data.get(f"day_{day}", "")
        if not typed and f"day_{day}" in self.cleaned_data:
            words = _("%(day)s: enter hours, like 9-17, or tick Closed.")
            self.add_error(f"day_{day}", words % {"day": name})
        try:
            return typed_hours.parse(typed)
        except NotHours as fault:
            words = _("%(day)s: “%(text)s” is no time. Enter hours like 9-17 or 9am-5pm.")
            self.add_error(f"day_{day}", words % {"day": name, "text": fault.text[:40]})
        except Overlap:
            words = _("%(day)s: two of the times overlap. Separate them, like 9-12, 13-17.")
            self.add_error(f"day_{day}", words % {"day": name})
        return CLOSED

    def value(self) -> dict[str, Any]:
        data = self.cleaned_data
        return OpeningHours(data["week"], tuple(data["holidays"])).stored()


def _rearranged(data: Any) -> Any:
    """What was typed, with what the button does to it."""
    changed = data.copy()
    copied = changed.get("copy", "")
    if copied.isdecimal() and int(copied[:3]) in DAYS:
        for day in WEEKDAYS:
            changed[f"day_{day}"] = changed.get(f"day_{copied}", "")
            changed.pop(f"closed_{day}", None)
            if f"closed_{copied}" in data:
                changed[f"closed_{day}"] = "on"
    return holidays.rearranged(changed)
