"""An example call, thought out: who calls, what is said, which times are offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from callboard.agents.faq_content import FaqWords
from callboard.calls.vocabulary import Result
from callboard.examples import live_faqs
from callboard.examples.callers import CALLERS, Caller
from callboard.examples.live import Live
from callboard.examples.models import ExampleCall
from callboard.examples.script import Script
from callboard.examples.slots import spoken, two_slots
from callboard.examples.speech import Speaker, Voice
from callboard.examples.stories import script_of


@dataclass(frozen=True, slots=True)
class Telling:
    """`script` is filled in; `times` are those that its tools book, by the client's clock."""

    script: Script
    caller: Caller
    times: Mapping[str, datetime]
    live: Live

    @property
    def voices(self) -> dict[Speaker, Voice]:
        return {
            Speaker.AGENT: self.live.voice,
            Speaker.CALLER: Voice(self.caller.voice, speed=165, pitch=45),
        }


def telling_of(example: ExampleCall) -> Telling:
    """The same whenever it is asked for. Reads the client and the agent along, and the FAQs."""
    return tell(example, live_faqs.at(example.agent, example.placed_at))


def tell(example: ExampleCall, faqs: Sequence[FaqWords]) -> Telling:
    """`faqs` are those that were live when it was placed."""
    client = example.client
    drawn = Random(f"example {example.key}")  # noqa: S311 - a story, not a secret
    caller = drawn.choice(CALLERS)
    here = example.placed_at.astimezone(ZoneInfo(client.time_zone))
    live = Live(example.settings)
    slot, other = two_slots(here, drawn, live.hours)
    facts = {
        "business": client.name,
        "agent": example.agent.name,
        "contact": client.contact_name.partition(" ")[0] or _("the team"),
        "caller": caller.name,
        "first": caller.first,
        "digits": caller.digits,
        "slot": spoken(slot),
        "slot2": spoken(other),
        "hours": live.hours_sentence,
    }
    facts |= live_faqs.drawn(faqs, example.key)
    script = script_of(*live.story(example.story, example.trade, here)).filled(facts)
    if script.means == Result.QUESTION:
        script = live_faqs.answered(script, faqs)
    return Telling(live.greeted(script), caller, {"slot": slot, "slot2": other}, live)
