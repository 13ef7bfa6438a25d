from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agents import numbers
from callboard.bookings.bookings import BookingFacts
from callboard.bookings.models import Booking
from callboard.ui.names import NameField

_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


class BookingForm(forms.Form):
    """A booking by hand, by the business's clock."""

    name = NameField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter who comes.")},
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    service = forms.CharField(
        label=_("What for"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the day."),
            "invalid": _("Enter a day, like 2027-03-14."),
        },
    )
    starts = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"],
        error_messages={
            "required": _("Enter when it begins."),
            "invalid": _("Enter a time, like 14:40 or 2:40 PM."),
        },
    )
    ends = forms.TimeField(
        label=_("Until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"],
        error_messages={"invalid": _("Enter a time, like 15:20 or 3:20 PM.")},
    )
    notes = forms.CharField(
        label=_("Notes"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    in_calendar = forms.BooleanField(label=_("It is in our calendar"), required=False, initial=True)

    def __init__(
        self, *args: Any, time_zone: str, without: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """`without` are fields that are not to be seen: they stay what they initially are."""
        super().__init__(*args, **kwargs)
        # What was hidden when the form was shown is not emptied by its not being sent.
        unsent = {"name", "phone"} & set(self.initial) - set(self.data) if self.is_bound else set()
        for name in {*without, *unsent}:
            del self.fields[name]
        self._zone = ZoneInfo(time_zone)

    def clean_phone(self) -> str:
        try:
            return numbers.parse(self.cleaned_data["phone"])
        except numbers.InvalidNumber:
            raise forms.ValidationError(
                _("Enter a telephone number, like (415) 555-0100 or +44 20 7946 0000.")
            ) from None

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not _FIRST <= day <= _LAST:
            raise forms.ValidationError(_("Enter a day of this century, like 2027-03-14."))
        return day

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for name in ("starts", "ends"):
            if data.get("day") and data.get(name) and not self._exists(data["day"], data[name]):
                self.add_error(
                    name, _("Clocks go forward then: this time does not exist on that day.")
                )
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("Enter an end after the beginning."))
        return data

    def facts(self) -> BookingFacts:
        data = {**self.initial, **self.cleaned_data}
        return BookingFacts(
            starts_at=self._moment(data["day"], data["starts"]),
            ends_at=self._moment(data["day"], data["ends"]) if data["ends"] else None,
            name=data["name"],
            phone=data["phone"],
            service=data["service"],
            notes=data["notes"],
            in_calendar=data["in_calendar"],
        )

    @staticmethod
    def present(booking: Booking, time_zone: str) -> dict[str, Any]:
        zone = ZoneInfo(time_zone)
        starts = booking.starts_at.astimezone(zone)
        ends = booking.ends_at.astimezone(zone) if booking.ends_at else None
        return {
            "name": booking.name,
            "phone": booking.phone,
            "service": booking.service,
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time() if ends else None,
            "notes": booking.notes,
            "in_calendar": booking.in_calendar is not False,
        }

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._zone).astimezone(UTC)

    def _exists(self, day: date, clock: time) -> bool:
        back = self._moment(day, clock).astimezone(self._zone)
        return back.time() == clock
