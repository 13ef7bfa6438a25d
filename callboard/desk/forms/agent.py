from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.agents import numbers
from callboard.agents.agents import AgentFacts, CallsTaken
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage, Takes
from callboard.ui.names import NameField

YEARS = range(2000, 2100)


class AgentForm(forms.Form):
    """An agent of one client. Its connections are read in `__init__`, inside the agency's scope."""

    name = NameField(
        label=_("Name"),
        max_length=80,
        help_text=_("As callers hear it, like Robin."),
        error_messages={"required": _("Enter the agent's name.")},
    )
    number = forms.CharField(
        label=_("Our number"),
        max_length=40,
        required=False,
        help_text=_("At the provider, where calls arrive."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    connection: forms.ModelChoiceField[Connection] = forms.ModelChoiceField(
        label=_("Connection"),
        queryset=None,
        empty_label=None,
        to_field_name="public_id",
        error_messages={
            "required": _("Choose a connection."),
            "invalid_choice": _("Choose a connection."),
        },
    )
    external_id = forms.CharField(
        label=_("Assistant ID"),
        max_length=120,
        required=False,
        help_text=_("Of the assistant or squad, as it stands in the provider’s dashboard."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    takes = forms.ChoiceField(
        label=_("Which calls are its own"),
        choices=Takes.choices,
        help_text=_(
            "Where two clients share one assistant, give each its calls to the client’s own number."
        ),
        error_messages={"required": _("Choose which calls are its own.")},
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=Stage.choices,
        help_text=_("Calls of a draft stay with your agency. The client never sees them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["connection"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Connection.objects.of_providers().order_by("label", "id")

    def clean_number(self) -> str:
        try:
            return numbers.parse(self.cleaned_data["number"])
        except numbers.InvalidNumber:
            raise forms.ValidationError(
                _("Enter a telephone number, like (415) 555-0100 or +44 20 7946 0000.")
            ) from None

    def clean(self) -> None:
        data = self.cleaned_data
        takes = data.get("takes", "")
        if takes in (Takes.AGENT, Takes.AGENT_AND_NUMBER) and data.get("external_id") == "":
            self.add_error("external_id", _("Enter the assistant’s ID."))
        if takes in (Takes.NUMBER, Takes.AGENT_AND_NUMBER) and data.get("number") == "":
            self.add_error("number", _("Enter our number: it says which calls are its own."))

    def facts(self) -> AgentFacts:
        names = ("name", "number", "external_id", "stage", "takes")
        return AgentFacts(**{name: self.cleaned_data[name] for name in names})

    def tell_taken(self, fault: CallsTaken) -> None:
        """That another agent has the very same rule, and what to do about it."""
        whose = {"name": fault.by.name, "client": fault.by.client.name}
        if fault.by.takes == Takes.AGENT:
            self.add_error(
                "external_id",
                _(
                    "%(name)s of %(client)s takes all calls of this assistant. Where two share it, "
                    "choose “This assistant’s calls to our number alone” for both."
                )
                % whose,
            )
        elif fault.by.takes == Takes.NUMBER:
            words = _("%(name)s of %(client)s takes all calls to this number already.")
            self.add_error("number", words % whose)
        else:
            words = _("%(name)s of %(client)s takes this assistant’s calls to this number already.")
            self.add_error("number", words % whose)


class ChangeAgentForm(AgentForm):
    """Of one that exists. Its `live_since` is by the clock of its client."""

    live_since = forms.DateTimeField(
        label=_("Live since"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        help_text=_("Calls from before stay with your agency. Set when it is first deployed."),
        error_messages={"invalid": _("Enter a date and time, like 2026-11-03 09:00.")},
    )

    def __init__(self, agent: Agent, *args: Any, **kwargs: Any) -> None:
        self.zone = ZoneInfo(agent.client.time_zone)
        since = agent.live_since.astimezone(self.zone) if agent.live_since else None
        present = {
            "name": agent.name,
            "number": agent.number,
            "connection": agent.connection.public_id,
            "external_id": agent.external_id,
            "takes": agent.takes,
            "stage": agent.stage,
            "live_since": since and since.replace(tzinfo=None),
        }
        super().__init__(*args, **kwargs, initial=present)

    def clean_live_since(self) -> datetime | None:
        since: datetime | None = self.cleaned_data["live_since"]
        if since is None:
            return None
        if since.year not in YEARS:
            raise forms.ValidationError(_("Enter a date and time, like 2026-11-03 09:00."))
        return since.replace(tzinfo=self.zone)

    def facts(self) -> AgentFacts:
        return replace(super().facts(), live_since=self.cleaned_data["live_since"])


class AgentOfSomeClientForm(AgentForm):
    """Asks for the client too: where one comes from a call that belongs to nobody yet."""

    client: forms.ModelChoiceField[Client] = forms.ModelChoiceField(
        label=_("Client"),
        queryset=None,
        empty_label=_("Choose the client it answers for"),
        to_field_name="public_id",
        error_messages={
            "required": _("Choose a client."),
            "invalid_choice": _("Choose a client."),
        },
    )

    field_order = ("client",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["client"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Client.objects.order_by("name", "id")
