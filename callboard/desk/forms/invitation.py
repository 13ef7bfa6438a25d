"""What is asked before an invitation is mailed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses
from callboard.agencies.addresses import Address
from callboard.mail.characters import mailable


class NoteField(forms.CharField):
    """A note pasted from elsewhere may carry what no mail can hold; it is left out unasked."""

    def to_python(self, value: object) -> str:
        return mailable(super().to_python(value) or "")


class NoteForm(forms.Form):
    note = NoteField(
        label=_("Personal note"),
        max_length=300,
        required=False,
        help_text=_("Stands in the mail, under your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
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
