"""The voices that an assistant can speak with, and how they sound."""

import io
import wave
from functools import lru_cache

from django.utils.translation import gettext as _

from callboard.agents.models import Connection
from callboard.examples import agent_voices, voices
from callboard.examples.agent_voices import AgentVoice
from callboard.examples.speech import RATE


def offered(connection: Connection) -> tuple[AgentVoice, ...]:
    """Empty where the provider does not say which it has."""
    return agent_voices.VOICES if connection.is_simulated else ()


def can_be_heard() -> bool:
    return voices.speaks()


@lru_cache(maxsize=32)
def sample(voice: AgentVoice, agent_name: str) -> bytes:
    """WAV: it says the agent's name and its own."""
    words = _("Hello, this is %(agent)s, speaking with the voice of %(voice)s. How can I help?")
    said = voices.synthesizer().say(words % {"agent": agent_name, "voice": voice.name}, voice.sound)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(said.tobytes())
    return out.getvalue()
