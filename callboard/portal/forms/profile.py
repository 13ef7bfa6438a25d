from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.people.models import User
from callboard.people.profile import Profile
from callboard.ui.names import NameField

# Spellings that are kept for old times' sake, and machines' zones.
_LEFT_OUT = ("Etc/", "SystemV/", "US/", "posix", "right")

_FACTS = ("name", "time_zone", "theme", "clock", "shortcuts")


@cache
def zones() -> list[tuple[str, str]]:
    """Time zones by continent and city, for a select."""
    named = sorted(z for z in available_timezones() if "/" in z and not z.startswith(_LEFT_OUT))
    return [(zone, zone.replace("_", " ").replace("/", " – ")) for zone in named]


class ProfileForm(forms.Form):
    name = NameField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Times follow it. Days and numbers stay those of the business."),
    )
    clock = forms.ChoiceField(
        label=_("Clock"),
        required=False,
        choices=[("", _("Like my language")), ("12", _("2:40 PM")), ("24", _("14:40"))],
    )
    theme = forms.ChoiceField(
        label=_("Theme"),
        required=False,
        choices=[("", _("Like my device")), ("light", _("Light")), ("dark", _("Dark"))],
    )

    shortcuts = forms.BooleanField(
        label=_("Keyboard shortcuts"),
        required=False,
        help_text=_("Single keys that do something; ? lists them. Turn them off if you dictate."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("The business’s")), *zones()]

    def profile(self) -> Profile:
        data = self.cleaned_data
        return Profile(**{fact: data[fact] for fact in _FACTS})

    @staticmethod
    def present(user: User) -> dict[str, Any]:
        return {fact: getattr(user, fact) for fact in _FACTS}
