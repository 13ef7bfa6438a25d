import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agents.connections import ConnectionFacts
from callboard.agents.models.connection import AuthMode

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,79}")
SHORTEST_SECRET = 12


class ConnectionForm(forms.Form):
    label = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("For your agency alone, like Main account."),
        error_messages={"required": _("Give the connection a name.")},
    )
    auth_mode = forms.ChoiceField(
        label=_("How Vapi proves itself"),
        choices=AuthMode.choices,
        help_text=_("A webhook that does not prove itself is refused."),
    )
    header_name = forms.CharField(
        label=_("Header"),
        max_length=80,
        required=False,
        help_text=_("Only for an own header, like X-Portal-Token."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    api_key = forms.CharField(
        label=_("API key"),
        max_length=300,
        required=False,
        help_text=_("Needed only where recordings are private. It is stored encrypted."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = data.get("header_name", "").strip()
        if data.get("auth_mode") == AuthMode.HEADER and not _HEADER.fullmatch(name):
            self.add_error("header_name", _("Enter the header's name, like X-Portal-Token."))
        data["header_name"] = name if data.get("auth_mode") == AuthMode.HEADER else ""
        return data

    def facts(self) -> ConnectionFacts:
        data = self.cleaned_data
        return ConnectionFacts(data["label"], data["auth_mode"], data["header_name"])


class NewConnectionForm(ConnectionForm):
    secret = forms.CharField(
        label=_("Secret"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty and we make one for you."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    field_order = ("label", "auth_mode", "header_name", "secret", "api_key")

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"]).strip()
        if secret and len(secret) < SHORTEST_SECRET:
            raise forms.ValidationError(
                _("Use at least 12 characters, or leave it empty and we make one.")
            )
        return secret


class ChangeConnectionForm(ConnectionForm):
    without_api_key = forms.BooleanField(label=_("Remove the API key"), required=False)
