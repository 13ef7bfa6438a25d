"""The voices that the simulator's agents speak with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.examples.speech import Voice


@dataclass(frozen=True, slots=True)
class AgentVoice:
    """`name` is what people call it."""

    key: str
    name: str
    about: Promise
    sound: Voice

    @property
    def stored(self) -> dict[str, str]:
        """As settings keep it."""
        return {"id": self.key, "name": self.name}


_CALM, _WARM = _("Calm and even"), _("Warm and unhurried")
_BRIGHT, _DEEP = _("Bright and quick"), _("Deep and steady")

VOICES = (
    AgentVoice("clara", "Clara", _CALM, Voice("en-us+f3", 172, 55)),
    AgentVoice("june", "June", _WARM, Voice("en-us+shelby", 160, 50)),
    AgentVoice("tessa", "Tessa", _BRIGHT, Voice("en-us+steph", 182, 60)),
    AgentVoice("miles", "Miles", _CALM, Voice("en-us+m3", 172, 45)),
    AgentVoice("grant", "Grant", _DEEP, Voice("en-us+michael", 162, 30)),
    AgentVoice("alex", "Alex", _BRIGHT, Voice("en-us+Alex", 180, 50)),
)


def named(key: str) -> AgentVoice | None:
    return next((voice for voice in VOICES if voice.key == key), None)
