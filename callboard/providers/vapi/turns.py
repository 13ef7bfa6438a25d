"""What was said, turn by turn, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from callboard.providers.events import Role, ToolUse, Turn
from callboard.providers.fields import milliseconds, moment, number, objects, prose
from callboard.providers.vapi.message import Message
from callboard.providers.vapi.times import bounded
from callboard.providers.vapi.tools import tool_uses

MOST_TURNS = 5000

# "assistant" is the name in the copies that follow OpenAI's format. "system" is the prompt: left
# out.
ROLES = {"bot": Role.AGENT, "assistant": Role.AGENT, "user": Role.USER}

# Best first; the last ones carry no times.
LISTS = (
    "artifact.messages",
    "messages",
    "call.artifact.messages",
    "call.messages",
    "artifact.messagesOpenAIFormatted",
    "messagesOpenAIFormatted",
)
TRANSCRIPTS = ("artifact.transcript", "transcript", "call.artifact.transcript", "call.transcript")
SPEAKERS = {"AI": Role.AGENT, "Assistant": Role.AGENT, "Bot": Role.AGENT, "User": Role.USER}

_read_text = prose(20_000)


@dataclass(frozen=True, slots=True)
class Conversation:
    turns: tuple[Turn, ...] = ()
    tool_uses: tuple[ToolUse, ...] = ()
    # When the provider's list of messages begins.
    first_turn_at: datetime | None = None

    @property
    def spoken(self) -> bool:
        return any(turn.role is Role.USER for turn in self.turns)


def conversation(message: Message, started_at: datetime | None) -> Conversation:
    """The first list of messages in which somebody says something; else the transcript's lines,
    which have no times.

    In reports of 2024 `artifact.messages` is an empty list and the conversation stands beside it.
    """
    silent = Conversation()
    for path in LISTS:
        rows = message.first(objects, path)
        found = _from_rows(rows[:MOST_TURNS], started_at) if rows else silent
        if found.turns:
            return found
        if silent == Conversation():
            silent = found
    for path in TRANSCRIPTS:
        text = message.first(prose(1_000_000), path)
        turns = tuple(_from_lines(text.splitlines())) if text else ()
        if turns:
            return replace(silent, turns=turns)
    return silent


def _from_rows(rows: list[Mapping[str, object]], started_at: datetime | None) -> Conversation:
    times = [moment(row.get("time")) for row in rows]
    first = next((place for place, time in enumerate(times) if time is not None), None)
    first_turn_at = None if first is None else times[first]
    zero = started_at
    if zero is None and first is not None and first_turn_at is not None:
        # The first message's own distance from the start, which is also the recording's. Later ones
        # are of no use for this: `secondsFromStart` begins again at 0 when a squad hands the call
        # over.
        offset = number(rows[first].get("secondsFromStart"))
        early = None if offset is None else bounded(offset * 1000)
        zero = first_turn_at - timedelta(milliseconds=early or 0)
    starts = [_since(zero, time) for time in times]
    turns = []
    for index, (row, start) in enumerate(zip(rows, starts, strict=True)):
        role = ROLES.get(str(row.get("role")))
        text = _read_text(row.get("message")) or _read_text(row.get("content"))
        if role is None or text is None:
            continue
        end = _since(zero, moment(row.get("endTime")))
        if start is None or (end is not None and end < start):
            end = None
        turns.append(Turn(index, role, text, start, end))
    return Conversation(tuple(turns), tool_uses(rows, starts), first_turn_at)


def _since(zero: datetime | None, time: datetime | None) -> int | None:
    """Milliseconds from the call's start, 0 for what the provider stamps before it; None beyond a
    day, where clocks disagree.
    """
    if zero is None or time is None:
        return None
    return bounded(max(0, milliseconds(time - zero)))


def _from_lines(lines: list[str]) -> Iterator[Turn]:
    """Turns from "AI: …" and "User: …"; a line that names nobody goes on with the one before it."""
    role: Role | None = None
    said: list[str] = []
    index = 0
    for one in [*lines[:MOST_TURNS], "AI:"]:
        name, colon, rest = one.partition(":")
        speaker = SPEAKERS.get(name.strip()) if colon else None
        if speaker is None:
            said.append(one)
            continue
        text = _read_text("\n".join(said)) if role is not None else None
        if role is not None and text is not None:
            yield Turn(index, role, text)
            index += 1
        role, said = speaker, [rest]
