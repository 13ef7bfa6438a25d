from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses
from callboard.agencies.addresses import Address, InvalidAddress
from callboard.ui.names import NameField


class AccessRequestForm(forms.Form):
    """Who asks to be invited; `invited` is the address that is already."""

    name = NameField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    email = forms.CharField(
        label=_("Your email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your email address.")},
    )

    def __init__(self, *args: Any, invited: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited

    def clean_email(self) -> Address:
        try:
            address = addresses.parse(self.cleaned_data["email"])
        except InvalidAddress as fault:
            raise forms.ValidationError(str(fault)) from None
        if address.canonical == self.invited:
            raise forms.ValidationError(
                _("That is the address this invitation is for. Go back and accept it.")
            )
        return address
