from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.ui.names import NameField


class PasskeyNameForm(forms.Form):
    name = NameField(
        label=_("Name"),
        max_length=60,
        help_text=_("So that you know it again: where you keep it, for example."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give it a name.")},
    )
