"""What is said in example calls: in the words of each trade, and with the names of the client."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.examples.callers import CALLERS
from callboard.examples.models import ExampleCall
from callboard.examples.stories import STORIES, Trade, trade_of
from callboard.examples.telling import Telling, tell

FRIDAY_EVENING = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)


def told(story: str, trade: str, **facts: str) -> Telling:
    client = Client(name="Bright {Smile} Dental", time_zone="America/New_York", **facts)
    return tell(
        ExampleCall(
            client=client,
            agent=Agent(name="Robin", number="+12075550110"),
            story=story,
            trade=trade,
            placed_at=FRIDAY_EVENING,
        ),
        [{"question": "Where can I park?", "answer": "Behind the building."}],
    )


@pytest.mark.parametrize("trade", Trade.values)
@pytest.mark.parametrize("story", [story.key for story in STORIES])
def test_every_story_is_told_in_every_trade(story: str, trade: str) -> None:
    telling = told(story, trade)
    said = " ".join(line.text for line in telling.script.lines)
    assert "Bright {Smile} Dental" in said
    assert "{" not in (said + telling.script.summary).replace("{Smile}", "")
    assert telling.script.lines[0].text.startswith("Bright {Smile} Dental, this is Robin.")


def test_the_times_offered_are_those_of_the_next_workdays_by_the_client_s_clock() -> None:
    slot = told("books", "dental").times["slot"]
    assert slot.tzinfo == ZoneInfo("America/New_York")
    assert (slot.date().isoformat(), slot.weekday()) == ("2026-11-30", 0)
    assert 8 <= slot.hour < 17


def test_the_contact_is_called_by_the_first_name_or_not_by_name() -> None:
    def said(**facts: str) -> str:
        return " ".join(line.text for line in told("urgent", "law", **facts).script.lines)

    assert "letting Grace know" in said(contact_name="Grace Holloway")
    assert "letting the team know" in said()


def test_nobody_s_telephone_rings() -> None:
    """Numbers from 555-0100 to 555-0199 are given to nobody."""
    assert {caller.number[-7:-2] for caller in CALLERS} == {"55501"}


@pytest.mark.parametrize(
    ("name", "trade"),
    [
        ("Bright Smile Dental", Trade.DENTAL),
        ("Harbor Law Group", Trade.LAW),
        ("Summit HVAC", Trade.TRADES),
        ("Oak & Ivy Veterinary", Trade.VET),
        ("Cedar Lane Realty", Trade.REALTY),
        ("Northside Physio", Trade.CLINIC),
        ("Blue Heron Inn", Trade.ANY),
    ],
)
def test_a_trade_is_guessed_by_the_name(name: str, trade: Trade) -> None:
    assert trade_of(Client(name=name)) is trade


def test_who_handles_health_information_is_taken_for_a_practice() -> None:
    assert trade_of(Client(name="Fairview", handles_health_information=True)) is Trade.CLINIC
