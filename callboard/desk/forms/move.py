"""Where calls shall go, since when, and the name that is typed before they do."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.desk.forms.agent import YEARS

_DAY = _("Enter a day, like 2026-11-03.")


class MoveForm(forms.Form):
    """`giver` is the client that has the calls now, None for nobody."""

    to: forms.ModelChoiceField[Client] = forms.ModelChoiceField(
        label=_("To"),
        queryset=None,
        empty_label=_("Choose a client"),
        to_field_name="public_id",
        error_messages={
            "required": _("Choose a client."),
            "invalid_choice": _("Choose a client."),
        },
    )

    def __init__(self, giver: Client | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        clients = Client.objects.current().order_by("name", "id")
        field.queryset = clients.exclude(pk=giver.pk) if giver else clients


class MoveAgentForm(MoveForm):
    """`since` is the beginning of a day by the giver's clock."""

    since = forms.DateField(
        label=_("Calls since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("Empty: all its calls."),
        error_messages={"invalid": _DAY},
    )
    with_agent = forms.BooleanField(
        label=_("The agent too"),
        required=False,
        help_text=_("From now on it answers for them, and its calls to come go there."),
    )

    def __init__(self, giver: Client, *args: Any, **kwargs: Any) -> None:
        super().__init__(giver, *args, **kwargs)
        self.zone = ZoneInfo(giver.time_zone)

    def clean_since(self) -> datetime | None:
        day: date | None = self.cleaned_data["since"]
        if day is None:
            return None
        if day.year not in YEARS:
            raise forms.ValidationError(_DAY)
        return datetime.combine(day, time.min, self.zone)


class TypedNameForm(forms.Form):
    typed = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the client’s name.")},
    )

    def __init__(self, client: Client | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = client.name if client else ""
        self.fields["typed"].label = _("Type %(name)s to confirm") % {"name": self.name}

    def clean_typed(self) -> str:
        """Without regard to case and blanks."""
        typed = str(self.cleaned_data["typed"])
        if " ".join(typed.split()).casefold() != " ".join(self.name.split()).casefold():
            words = _("That is another name. Type %(name)s.")
            raise forms.ValidationError(words % {"name": self.name})
        return typed
