"""What is asked before an invitation is mailed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses
from callboard.agencies.addresses import Address
from callboard.people.fields import AddressLinesField, NoteField
from callboard.people.team import MOST_AT_ONCE


class SendForm(forms.Form):
    """`cleaned_data["others"]` is a list of `Address`."""

    note = NoteField()
    others = AddressLinesField(
        label=_("Who else should have access?"),
        most=MOST_AT_ONCE,
        required=False,
        help_text=_("Up to ten more addresses, one per line. Each gets a mail of their own."),
    )


class AddressForm(forms.Form):
    contact_email = forms.CharField(
        label=_("Contact email"),
        max_length=addresses.MAX_LENGTH,
        help_text=_("The mail to this address came back. Correct it, or send there once more."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter an email address.")},
    )

    def clean_contact_email(self) -> Address:
        try:
            return addresses.parse(self.cleaned_data["contact_email"])
        except addresses.InvalidAddress as fault:
            raise forms.ValidationError(str(fault)) from fault
