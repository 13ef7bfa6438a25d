"""Form fields that both sides ask for when somebody is invited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies.addresses import Address
from callboard.mail.characters import mailable
from callboard.people import address_lines
from callboard.people.address_lines import BadLines

_LONGEST_TEXT = 6000


class NoteField(forms.CharField):
    """A note pasted from elsewhere may carry what no mail can hold; it is left out unasked."""

    def __init__(self, *, rows: int = 4) -> None:
        super().__init__(
            label=_("Personal note"),
            max_length=300,
            required=False,
            help_text=_("Stands in the mail, under your name."),
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def to_python(self, value: object) -> str:
        return mailable(super().to_python(value) or "")


class AddressLinesField(forms.CharField):
    """Cleans to a list of `Address`, each once; `most` is how many there may be."""

    def __init__(self, *, label: Any, most: int, required: bool = True, help_text: Any) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": _("Enter at least one address.")},
        )
        self.most = most

    def clean(self, value: object) -> list[Address]:
        text = super().clean(value)
        if len(text) > _LONGEST_TEXT:
            raise forms.ValidationError(_("That is too long for a list of addresses."))
        try:
            return address_lines.parse(text, most=self.most)
        except BadLines as bad:
            raise forms.ValidationError(bad.faults) from None
