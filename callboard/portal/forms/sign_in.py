from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    """To whom a sign-in code goes."""

    email = forms.CharField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Enter your email address.")},
    )
    keep = forms.BooleanField(
        label=_("Keep me signed in"),
        required=False,
        help_text=_("Only on a computer you don’t share."),
    )


class SignInForm(EmailForm):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "required": _("Enter your password."),
            "max_length": _("That password is too long."),
        },
    )

    field_order = ("email", "password", "keep")
