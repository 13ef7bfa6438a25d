from datetime import time
from typing import Any

from babel.dates import format_time
from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.summaries.rules import Exceptions, Rules
from callboard.ui.zones import locale

_HOUR = _("Choose an hour from the list.")
_AS_FOR_ALL = "as_for_all"
_YES, _NO = "yes", "no"
_KEPT = {_AS_FOR_ALL: None, _YES: True, _NO: False}


class RulesForm(forms.Form):
    """When summaries go out, what stands in them, and who gets them besides."""

    hour = forms.TypedChoiceField(
        label=_("Hour on Monday morning"),
        coerce=int,
        help_text=_("By each client’s own clock. Your report comes at the same hour by yours."),
        error_messages={"required": _HOUR, "invalid_choice": _HOUR},
    )
    with_callers = forms.BooleanField(
        label=_("Include callers’ names and summaries in these mails"),
        required=False,
        help_text=_(
            "Else a call is told as “New call, 3 min, booked”. Never for clients that handle "
            "health information, unless you say so for one of them."
        ),
    )
    to_contacts = forms.BooleanField(
        label=_("Mail the numbers to contacts who have not signed in yet"),
        required=False,
        help_text=_(
            "To the contact email, until somebody signs in. Numbers alone, no names. Not after an "
            "invitation was cancelled or came back, and not after access was revoked."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hour"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (hour, format_time(time(hour), "short", locale=locale())) for hour in range(24)
            ]

    def rules(self) -> Rules:
        return Rules(**self.cleaned_data)


class ExceptionsForm(forms.Form):
    """What holds for one client."""

    with_callers = forms.ChoiceField(label=_("Callers’ names and summaries"))
    to_contacts = forms.ChoiceField(label=_("To the contact before somebody signs in"))

    def __init__(self, *args: Any, for_all: tuple[bool, bool], **kwargs: Any) -> None:
        """`for_all` is what each of the two is without a choice of its own."""
        super().__init__(*args, **kwargs)
        for name, present in zip(("with_callers", "to_contacts"), for_all, strict=True):
            field = self.fields[name]
            words = _("As for all clients: yes") if present else _("As for all clients: no")
            if isinstance(field, forms.ChoiceField):
                field.choices = [(_AS_FOR_ALL, words), (_YES, _("Yes")), (_NO, _("No"))]

    def exceptions(self) -> Exceptions:
        data = self.cleaned_data
        return Exceptions(_KEPT[data["with_callers"]], _KEPT[data["to_contacts"]])

    @staticmethod
    def present(exceptions: Exceptions) -> dict[str, str]:
        names = {kept: name for name, kept in _KEPT.items()}
        return {
            "with_callers": names[exceptions.with_callers],
            "to_contacts": names[exceptions.to_contacts],
        }
