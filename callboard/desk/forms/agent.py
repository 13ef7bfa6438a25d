from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.agents import numbers
from callboard.agents.agents import AgentFacts
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage


class AgentForm(forms.Form):
    """An agent of one client. Its connections are read in `__init__`, inside the agency's scope."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("As callers hear it, like Robin."),
        error_messages={"required": _("Enter the agent's name.")},
    )
    number = forms.CharField(
        label=_("Our number"),
        max_length=40,
        required=False,
        help_text=_("The number that callers dial."),
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
        help_text=_("As it stands in the provider’s dashboard."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the assistant's ID.")},
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
        field.queryset = Connection.objects.order_by("label", "id")

    def clean_number(self) -> str:
        try:
            return numbers.parse(self.cleaned_data["number"])
        except numbers.InvalidNumber:
            raise forms.ValidationError(
                _("Enter a telephone number, like (415) 555-0100 or +44 20 7946 0000.")
            ) from None

    def facts(self) -> AgentFacts:
        data = self.cleaned_data
        return AgentFacts(data["name"], data["number"], data["external_id"].strip(), data["stage"])

    @staticmethod
    def present(agent: Agent) -> dict[str, Any]:
        """The form's first values for an agent that exists."""
        return {
            "name": agent.name,
            "number": agent.number,
            "connection": agent.connection.public_id,
            "external_id": agent.external_id,
            "stage": agent.stage,
        }


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
