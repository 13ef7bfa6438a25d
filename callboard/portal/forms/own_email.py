from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses
from callboard.agencies.addresses import Address
from callboard.portal.forms.passwords import PasswordField


class OwnEmailForm(forms.Form):
    """A new address for one's own account, with the present password."""

    email = forms.CharField(
        label=_("New email"),
        max_length=addresses.MAX_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter your new email.")},
    )
    present = PasswordField(label=_("Present password"), autocomplete="current-password")

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        try:
            addresses.parse(typed)
        except addresses.InvalidAddress as fault:
            raise forms.ValidationError(str(fault)) from fault
        return typed

    @property
    def address(self) -> Address:
        return addresses.parse(self.cleaned_data["email"])
