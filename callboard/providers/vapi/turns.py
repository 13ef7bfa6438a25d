"""What was said, turn by turn, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from callboard.providers.events import Role, Turn
from callboard.providers.fields import line, milliseconds, moment, number, objects, prose
from callboard.providers.vapi.message import Message
from callboard.providers.vapi.times import bounded

MOST_TURNS = 5000

# "assistant" is the name in the copies that follow OpenAI's format. "system" is the prompt: left
# out.
ROLES = {
    "bot": Role.AGENT,
    "assistant": Role.AGENT,
    "user": Role.USER,
    "tool_calls": Role.TOOL_CALL,
    "tool_call_result": Role.TOOL_RESULT,
}

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
_read_name = line(120)


@dataclass(frozen=True, slots=True)
class Conversation:
    turns: tuple[Turn, ...] = ()
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
        if any(turn.role in (Role.AGENT, Role.USER) for turn in found.turns):
            return found
        if silent == Conversation():
            silent = found
    for path in TRANSCRIPTS:
        text = message.first(prose(1_000_000), path)
        turns = tuple(_from_lines(text.splitlines())) if text else ()
        if turns:
            return Conversation(turns, silent.first_turn_at)
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
    turns = []
    for index, (row, time) in enumerate(zip(rows, times, strict=True)):
        role = ROLES.get(str(row.get("role")))
        text = None if role is None else _text(row, role)
        if role is None or text is None:
            continue
        start = _since(zero, time)
        end = _since(zero, moment(row.get("endTime")))
        if start is None or (end is not None and end < start):
            end = None
        turns.append(Turn(index, role, text, start, end))
    return Conversation(tuple(turns), first_turn_at)


def _text(row: Mapping[str, object], role: Role) -> str | None:
    """What was said; of tools only their names, since arguments and results hold what clients must
    not see.
    """
    if role is Role.TOOL_RESULT:
        return _read_name(row.get("name"))
    if role is Role.TOOL_CALL:
        calls = objects(row.get("toolCalls")) or []
        functions = (one.get("function") for one in calls[:20])
        names = [_read_name(one.get("name")) for one in functions if isinstance(one, Mapping)]
        return ", ".join(filter(None, names)) or None
    return _read_text(row.get("message")) or _read_text(row.get("content"))


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
