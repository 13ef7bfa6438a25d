from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.people.models import User
from callboard.people.passwords import SHORTEST
from callboard.portal.forms.passwords import NewPasswordForm, PasswordField


class CodeField(forms.CharField):
    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=40,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "one-time-code",
                    "autocapitalize": "off",
                    "spellcheck": "false",
                }
            ),
            error_messages={"required": _("Enter the code.")},
        )


class MailedCodeForm(forms.Form):
    code = CodeField(label=_("Code"), help_text=_("Eight letters and digits from the mail."))


class FirstCodeForm(forms.Form):
    """Proves that the app has the secret."""

    code = CodeField(
        label=_("Code from the app"), help_text=_("Six digits, new every half minute.")
    )


class CodeForm(forms.Form):
    """The second step of signing in."""

    code = CodeField(
        label=_("Code"),
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
    )


class PresentForm(forms.Form):
    """Asks for the password again: whoever sits at an open browser may not change how it opens."""

    present = PasswordField(label=_("Your password"), autocomplete="current-password")


class ProvedForm(PresentForm):
    """Password and code: what changes the second step itself takes both."""

    code = CodeField(label=_("Code"), help_text=_("From your app, or a recovery code."))


class OffForm(ProvedForm, NewPasswordForm):
    """Turns the second step off. A password that is too short to do without it is replaced at once;
    of any other, nothing is asked.
    """

    field_order = ("present", "code", "password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not user.short_password:
            del self.fields["password"]
            return
        self.fields["password"].label = _("New password")
        hint = _("At least %(count)d characters: yours is shorter, which takes the second step.")
        self.fields["password"].help_text = hint % {"count": SHORTEST}
