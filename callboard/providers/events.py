"""The common model: what a provider's webhook tells about a call, whoever the provider is.

Everything but the call's id may be missing (None or empty): providers leave out what they do not
know, and a missing fact must never overwrite a known one. Strings are bounded, without NUL and lone
surrogates, so that both databases take them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from callboard.calls.vocabulary import (
    WITHOUT_CONVERSATION,
    Channel,
    Direction,
    Outcome,
    Rank,
    Role,
)

__all__ = [
    "WITHOUT_CONVERSATION",
    "BadBody",
    "CallEvent",
    "Channel",
    "ChannelKind",
    "Direction",
    "Ignored",
    "Outcome",
    "Rank",
    "RecordingSource",
    "Role",
    "SignatureRefused",
    "ToolUse",
    "Turn",
]


class ChannelKind(StrEnum):
    STEREO = "stereo"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance.

    `index` is the place in the provider's list, with gaps where something was left out; never sort
    by time. `start_ms` and `end_ms` count from the call's start, never negative.
    """

    index: int
    role: Role
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ToolUse:
    """That the agent used a tool: what it gave it, and what came back. Never for a client's eyes.

    `index` is the place among the turns. `id` tells the uses of one call apart, and is the same in
    every telling. `arguments` is bounded plain JSON. `ok` is None unless the provider says whether
    it worked; `result` is None as long as nothing came back.
    """

    index: int
    id: str
    name: str
    arguments: Mapping[str, object] = field(default_factory=dict, repr=False, hash=False)
    result: str | None = field(default=None, repr=False)
    ok: bool | None = None
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RecordingSource:
    """Where the sound can be had. Treat `url` as a secret: whoever has it may be able to listen.

    With `needs_api_key` the url is a path, to be joined to the connection's own API address: the
    key can then never be led to another host by what stands in a webhook.
    """

    url: str = field(repr=False)
    kind: ChannelKind
    needs_api_key: bool = False


@dataclass(frozen=True, slots=True)
class CallEvent:
    external_call_id: str
    rank: Rank
    event_type: str
    # When the provider says this event happened; our receipt where it does not say.
    occurred_at: datetime
    # The same for every delivery of the same event, whatever differs in the body.
    dedupe_key: str
    # External ids under which the agent may be known here, most specific first.
    agent_references: tuple[str, ...] = ()
    channel: Channel | None = None
    # None also for web calls, which have no direction.
    direction: Direction | None = None
    from_number: str | None = None
    to_number: str | None = None
    caller_name: str | None = None
    # The provider's own start. A call starts at started_at, else first_turn_at, else created_at,
    # else our receipt.
    started_at: datetime | None = None
    first_turn_at: datetime | None = None
    created_at: datetime | None = None
    ended_at: datetime | None = None
    duration_ms: int | None = None
    # None until the provider gives a reason.
    outcome: Outcome | None = None
    ended_reason_raw: str | None = None
    # Somebody on the other end said something, as far as this event tells.
    spoken: bool = False
    # None unless somebody spoke and there was a conversation (WITHOUT_CONVERSATION).
    summary: str | None = field(default=None, repr=False)
    success: bool | None = None
    # Plain fields of the provider's analysis, by name, as text: for the agency, and for its rules
    # of what they mean (`callboard.calls.results`). Under the same condition.
    analysis: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    # In the provider's order.
    tool_uses: tuple[ToolUse, ...] = field(default=(), repr=False)
    # Best first.
    recording_sources: tuple[RecordingSource, ...] = ()
    # US dollars, the provider's price: for the agency alone.
    cost: Decimal | None = None
    transfer_to: str | None = None
    telephony_sid: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Ignored:
    """An authentic event that is of no use here: answered 200, kept nowhere. `reason` is for the
    operator.
    """

    reason: str


class SignatureRefused(Exception):
    """The request is not proved to come from the provider. The message never holds what was
    presented or expected.
    """


class BadBody(Exception):
    """The body cannot be read as an event. The message says why, in words, without quoting the
    body.
    """
