from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agents.settings.booking_rules import BookingRules
from callboard.agents.settings.sections import Content, Section, booking_rules_of
from callboard.assistant.forms.section import SectionForm


def _number(label: Any, least: int, most: int, hint: Any, fault: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), fault),
    )


class BookingRulesForm(SectionForm):
    section = Section.BOOKING_RULES
    books = forms.BooleanField(
        label=_("Book appointments"),
        required=False,
        help_text=_("Otherwise a message is taken, and you call back."),
    )
    notice_hours = _number(
        _("Earliest, in hours from now"),
        0,
        720,
        _("0 gives away any free time."),
        _("Earliest: enter hours from 0 to 720."),
    )
    days_ahead = _number(
        _("Latest, in days from now"), 1, 365, "", _("Latest: enter days from 1 to 365.")
    )
    length_minutes = _number(
        _("Length, in minutes"),
        5,
        480,
        _("Unless your calendar says otherwise."),
        _("Length: enter minutes from 5 to 480."),
    )
    notes = forms.CharField(
        label=_("What else to keep in mind"),
        max_length=600,
        required=False,
        help_text=_("Like: Karen works Tuesday to Thursday. No root canals on Fridays."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def present(self, content: Content) -> dict[str, Any]:
        return asdict(booking_rules_of(content) or BookingRules())

    def value(self) -> dict[str, Any]:
        data = {name: self.cleaned_data[name] for name in asdict(BookingRules())}
        return BookingRules(**{**data, "notes": data["notes"].strip()}).stored()
