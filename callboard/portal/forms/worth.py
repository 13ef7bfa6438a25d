"""What a booking is worth to a client, as its people type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from callboard.calls.models import Worth
from callboard.calls.worth import WorthFacts
from callboard.ui.money import NotMoney, choices, parse, plain
from callboard.ui.money_faults import not_money

_MONEY = gettext_lazy("Enter an amount, like 120.")
_PERCENT = gettext_lazy("Enter a number from 0 to 100.")


def _percent(label: Any, hint: Any) -> forms.IntegerField:
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _PERCENT)
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=messages,
    )


class WorthForm(forms.Form):
    booking = forms.CharField(
        label=gettext_lazy("What a booking is worth to you, on average"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": _MONEY},
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=choices,
        error_messages={"invalid_choice": gettext_lazy("Choose a currency of the list.")},
    )
    lost_after_hours = _percent(
        gettext_lazy("Of 100 who booked while you were closed, how many would you have lost?"),
        gettext_lazy("Nobody would have picked up. Some would have called again."),
    )
    lost_in_hours = _percent(
        gettext_lazy("Of 100 who booked while you were open, how many would you have lost?"),
        gettext_lazy("Because the line was busy or nobody had time. 0 if none."),
    )

    @classmethod
    def of(cls, known: Worth | None) -> "WorthForm":
        if known is None:
            return cls(initial={"currency": "USD"})
        return cls(
            initial={
                "booking": plain(known.booking, known.currency),
                "currency": known.currency,
                "lost_after_hours": known.lost_after_hours,
                "lost_in_hours": known.lost_in_hours,
            }
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "booking" in given and "currency" in given:
            try:
                given["booking"] = parse(given["booking"], given["currency"])
            except NotMoney as fault:
                self.add_error("booking", not_money(fault, given["currency"]))
        return given

    def facts(self) -> WorthFacts:
        """Only of a valid form."""
        return WorthFacts(**{name: self.cleaned_data[name] for name in self.fields})
