"""The keys of an agency's account at Stripe, and which customer a client is there."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_KEY = re.compile(r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9_]{4,240}", re.ASCII)
_SECRET = re.compile(r"whsec_[A-Za-z0-9+/=_-]{4,240}", re.ASCII)


def _secret(label: object, help_text: object, required: object) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        max_length=300,
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": required},  # type: ignore[dict-item]
    )


class KeyForm(forms.Form):
    api_key = _secret(
        gettext_lazy("Secret or restricted key"),
        gettext_lazy("It begins with sk_ or rk_. It is stored encrypted and tried at once."),
        gettext_lazy("Enter the key."),
    )

    def clean_api_key(self) -> str:
        key = str(self.cleaned_data["api_key"]).strip()
        if key.startswith("pk_"):
            raise forms.ValidationError(
                _("This is the publishable key. Enter the secret key, or a restricted one.")
            )
        if not _KEY.fullmatch(key):
            raise forms.ValidationError(_("Enter the whole key, which begins with sk_ or rk_."))
        return key


class SigningForm(forms.Form):
    secret = _secret(
        gettext_lazy("Signing secret"),
        gettext_lazy("Stripe shows it with the endpoint. It begins with whsec_."),
        gettext_lazy("Enter the signing secret."),
    )

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"]).strip()
        if not _SECRET.fullmatch(secret):
            raise forms.ValidationError(_("Enter the whole signing secret. It begins with whsec_."))
        return secret


class CustomerForm(forms.Form):
    """By address or by id, as Stripe shows it."""

    asked = forms.CharField(
        label=gettext_lazy("Email or customer ID"),
        max_length=255,
        help_text=gettext_lazy("An ID begins with cus_."),
        error_messages={"required": gettext_lazy("Enter an email or a customer ID.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
