"""What an example call takes from what is live of its agent: the greeting, the voice, the hours,
and to whom it puts callers through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from callboard.agents import hours_in_words
from callboard.agents.opening_hours import OpeningHours
from callboard.agents.settings.sections import Section, full_greeting, hours_of, transfer_of
from callboard.agents.settings.transfer import Transfer, When
from callboard.examples import agent_voices
from callboard.examples.script import Script
from callboard.examples.speech import Voice

FRONT_DESK = "+12075550111"
_AGENT_S_OWN = Voice("en-us+f3", speed=172, pitch=55)


@dataclass(frozen=True, slots=True)
class Live:
    """`content` is what was live when the call was placed, and empty where nothing was ever
    published: then the story is told as it stands.
    """

    content: Mapping[str, Any]

    @property
    def voice(self) -> Voice:
        chosen = agent_voices.named((self.content.get(Section.VOICE) or {}).get("id", ""))
        return chosen.sound if chosen else _AGENT_S_OWN

    @property
    def hours(self) -> OpeningHours | None:
        return hours_of(self.content)

    @property
    def hours_sentence(self) -> str:
        return hours_in_words.spoken(self.hours) if self.hours else ""

    def story(self, key: str, trade: str, here: datetime) -> tuple[str, str]:
        """The story and the words it is told in; `here` is the moment by the client's clock."""
        if key == "hours" and self.hours:
            return key, "live"
        if key == "put-through" and not self._puts_through(here):
            return "nobody-there", "live"
        return key, trade

    def greeted(self, script: Script) -> Script:
        """With the greeting that is live as its first line."""
        greeting = full_greeting(self.content)
        if not greeting or not script.lines:
            return script
        first, *rest = script.lines
        return replace(script, lines=(replace(first, text=greeting), *rest))

    @property
    def transfer_to(self) -> str:
        lines = (transfer_of(self.content) or Transfer()).lines
        return lines[0].number if lines else FRONT_DESK

    def _puts_through(self, here: datetime) -> bool:
        transfer, hours = transfer_of(self.content), self.hours
        if transfer is None:
            return True
        if not transfer.lines or When.ASKED not in transfer.when:
            return False
        return not (transfer.only_open and hours is not None and not hours.is_open(here))
