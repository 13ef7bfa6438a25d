"""Forms that are never saved: one untouched, one with everything wrong, one with long words."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Business name"), max_length=120)
    email = forms.EmailField(
        label=_("Contact email"),
        help_text=_("The invitation goes to this address."),
        required=False,
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[
            ("America/New_York", _("Eastern time")),
            ("America/Los_Angeles", _("Pacific time")),
        ],
    )
    note = forms.CharField(
        label=_("Personal note"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A short sentence works well."),
    )
    colour = forms.CharField(label=_("Brand colour"), initial="#4f46e5", max_length=7)
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG, JPEG or WebP under 1 MB.")
    )
    health = forms.BooleanField(
        label=_("Handles health information"),
        required=False,
        help_text=_("Mails then say less about what a caller told."),
    )
    keep = forms.BooleanField(
        label=_("Keep me signed in"),
        required=False,
        help_text=_("Only on a computer you don’t share."),
    )


class SignInForm(forms.Form):
    email = forms.EmailField(
        label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    keep = forms.BooleanField(
        label=_("Keep me signed in"),
        required=False,
        help_text=_("Only on a computer you don’t share."),
    )


class AcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A short sentence works well."),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Personal note"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def empty() -> SampleForm:
    return SampleForm(auto_id="new_%s")


def wrong() -> SampleForm:
    form = SampleForm(
        {"name": "", "email": "maya at bright", "colour": "#12", "note": "x" * 320},
        auto_id="bad_%s",
    )
    form.add_error(None, _("This client was changed by Sam while you were typing."))
    return form
