"""Which tools the agent used in a call: kept sealed beside the transcript, and read again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from callboard.calls.models import Call, ToolUses


@dataclass(frozen=True, slots=True)
class KeptUse:
    """`line` is how many lines of the transcript were said before it. `ok` is what the provider
    says of its success, None where it says nothing.
    """

    id: str
    name: str
    arguments: Mapping[str, Any] = field(repr=False, hash=False)
    result: str | None = field(repr=False)
    ok: bool | None
    start_ms: int | None
    line: int


FACT = "tool_uses"


def are_kept(call: Call) -> bool:
    """By what is known of the call, without reading them."""
    return FACT in call.known


def keep(call: Call, uses: Sequence[KeptUse]) -> None:
    """In place of those kept before. The call is held."""
    row = ToolUses.objects.filter(call=call).first() or ToolUses(
        agency_id=call.agency_id, call=call
    )
    row.uses = json.dumps([asdict(use) for use in uses], ensure_ascii=False)
    row.save()
    call.tool_uses = row


def kept_of(call: Call) -> tuple[KeptUse, ...]:
    """In the provider's order. Reads them, unless the call was read with its `tool_uses`."""
    row: ToolUses | None = getattr(call, "tool_uses", None)
    return () if row is None else tuple(KeptUse(**use) for use in json.loads(row.uses))
