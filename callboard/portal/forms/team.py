from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies.addresses import Address
from callboard.people import address_lines
from callboard.people.address_lines import BadLines
from callboard.people.team import MOST_AT_ONCE


class InviteForm(forms.Form):
    """`cleaned_data["addresses"]` is a list of `Address`."""

    addresses = forms.CharField(
        label=_("Email addresses"),
        help_text=_("One per line, up to ten."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter at least one address.")},
    )
    note = forms.CharField(
        label=_("Personal note"),
        help_text=_("Stands in the mail, under your name."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_addresses(self) -> list[Address]:
        try:
            return address_lines.parse(self.cleaned_data["addresses"], most=MOST_AT_ONCE)
        except BadLines as bad:
            raise forms.ValidationError(bad.faults) from None
