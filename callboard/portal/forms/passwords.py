from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.people import passwords
from callboard.ui.names import NameField


class PasswordField(forms.CharField):
    """Longer ones are refused before anything is computed; how good it is, the form says."""

    def __init__(self, *, label: Any, autocomplete: str, **options: Any) -> None:
        super().__init__(
            label=label,
            strip=False,
            max_length=1024,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={
                "required": _("Enter a password."),
                "max_length": _("Use at most 128 characters."),
            },
            **options,
        )


class NewPasswordForm(forms.Form):
    """Chooses a password. `names` are those it may not be made of."""

    password = PasswordField(
        label=_("Password"),
        autocomplete="new-password",
    )

    def __init__(
        self,
        *args: Any,
        names: Iterable[str] = (),
        shortest: int = passwords.SHORTEST,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(names)
        self.shortest = shortest
        hint = _("At least %(count)d characters. A short sentence works well.")
        self.fields["password"].help_text = hint % {"count": shortest}

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        found = passwords.faults(password, names=self.names, shortest=self.shortest)
        if found:
            raise forms.ValidationError(found)
        return password

    def refuse(self) -> None:
        """The second step that made up for a short one was turned off meanwhile."""
        self.add_error("password", passwords.faults(""))


class NameForm(forms.Form):
    name = NameField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )


class NewAccountForm(NameForm, NewPasswordForm):
    field_order = ("name", "password")


class PresentPasswordForm(forms.Form):
    """Proves an account that is there already."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")


class ChangePasswordForm(NewPasswordForm):
    """A new password for an account that knows its present one; it may be short where a second step
    is on.
    """

    present = PasswordField(label=_("Present password"), autocomplete="current-password")

    field_order = ("present", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("New password")
