from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agents import numbers


class ErasureForm(forms.Form):
    number = forms.CharField(
        label=_("Caller’s number"),
        max_length=60,
        help_text=_("In any format; with its country if it is not from here."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
        error_messages={"required": _("Enter the caller’s number.")},
    )

    def clean_number(self) -> str:
        """In E.164."""
        try:
            return numbers.parse(self.cleaned_data["number"])
        except numbers.InvalidNumber as fault:
            words = _("Enter a whole telephone number, like (207) 555-0112 or +44 20 7946 0958.")
            raise forms.ValidationError(words) from fault


class ErasureConfirmationForm(ErasureForm):
    """The number again, hidden, and its last four digits typed."""

    typed = forms.CharField(
        label=_("Type the number’s last four digits"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        number = given.get("number", "")
        if number and given.get("typed", "").strip() != number[-4:]:
            self.add_error("typed", _("These are not the number’s last four digits."))
        return given
