from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agents.settings.sections import Content, Section
from callboard.assistant import voices
from callboard.assistant.forms.section import SectionForm
from callboard.examples import agent_voices


class Voices(forms.RadioSelect):
    """The summary of errors leads to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}"


class VoiceForm(SectionForm):
    section = Section.VOICE
    voice = forms.ChoiceField(
        label=_("Voice"),
        widget=Voices,
        error_messages={
            "required": _("Choose a voice."),
            "invalid_choice": _("Choose one of these voices."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voice"]
        assert isinstance(field, forms.ChoiceField)
        self.offered = voices.offered(self.agent.connection)
        field.choices = [(voice.key, voice.name) for voice in self.offered]

    def present(self, content: Content) -> dict[str, Any]:
        return {"voice": (content.get(Section.VOICE) or {}).get("id", "")}

    def value(self) -> dict[str, str]:
        found = agent_voices.named(self.cleaned_data["voice"])
        assert found is not None
        return found.stored


class VoiceNameForm(SectionForm):
    """Where the provider does not say which voices it has: staff write its name."""

    section = Section.VOICE
    voice = forms.CharField(
        label=_("Voice"),
        max_length=60,
        help_text=_("As it is called at the provider. Your client sees this name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the name of the voice.")},
    )

    def present(self, content: Content) -> dict[str, Any]:
        return {"voice": (content.get(Section.VOICE) or {}).get("name", "")}

    def value(self) -> dict[str, str]:
        return {"id": "", "name": " ".join(self.cleaned_data["voice"].split())}
