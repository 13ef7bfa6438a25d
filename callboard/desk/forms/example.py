import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.examples import live_faqs
from callboard.examples.placing import Wish
from callboard.examples.stories import FAQ, STORIES, Trade, trade_of
from callboard.tenancy.public_id import LENGTH, new_public_id


class ExampleForm(forms.Form):
    """Which call to place. `key` makes a form that is sent twice one call."""

    story = forms.ChoiceField(
        label=_("What happens"),
        choices=[(story.key, story.name) for story in STORIES],
        error_messages={
            "required": _("Choose what happens in the call."),
            "invalid_choice": _("Choose what happens in the call."),
        },
    )
    trade = forms.ChoiceField(
        label=_("Told as at"),
        choices=Trade.choices,
        help_text=_("So that it sounds like their own callers."),
        error_messages={
            "required": _("Choose a kind of business."),
            "invalid_choice": _("Choose a kind of business."),
        },
    )
    agent: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=_("Answered by"),
        queryset=None,
        empty_label=None,
        to_field_name="public_id",
        error_messages={
            "required": _("Choose who answers."),
            "invalid_choice": _("Choose who answers."),
        },
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, client: Client) -> None:
        agents = list(Agent.objects.filter(client=client).order_by("-stage", "id"))
        first = {
            "story": STORIES[0].key,
            "trade": trade_of(client),
            "agent": agents[0].public_id if agents else "",
            "key": new_public_id(),
        }
        super().__init__(data, initial=first)
        self.agents = agents
        field = self.fields["agent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agent.objects.filter(client=client).order_by("-stage", "id")

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(rf"[0-9a-z]{{{LENGTH}}}", key) else new_public_id()

    def clean(self) -> dict[str, Any]:
        data, agent = self.cleaned_data, self.cleaned_data.get("agent")
        if data.get("story") == FAQ and agent and not live_faqs.at(agent, timezone.now()):
            words = _("No FAQ of %(name)s is live yet. Publish one first.")
            self.add_error("story", words % {"name": agent.name})
        return data

    def wish(self) -> Wish:
        return Wish(*(self.cleaned_data[name] for name in ("agent", "story", "trade")))

    @property
    def chosen(self) -> str:
        return str(self["story"].value() or "")
