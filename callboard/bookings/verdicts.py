"""Whether a tool did what it was asked, by its answer."""

import json
import re
from collections.abc import Mapping
from typing import Any

from callboard.calls.tool_uses import KeptUse

_BAD_WORDS = frozenset(
    {"error", "fail", "failed", "failure", "rejected", "declined", "unavailable"}
)
_SAYS_SO = ("success", "successful", "ok", "booked", "confirmed")
_CODES = ("statusCode", "status_code", "code", "status", "httpStatus")
_SILENCE = frozenset({"", "no result returned", "null", "none"})
_REFUSAL = re.compile(
    r"""^\W*(
        error|failed|failure|exception|invalid|unauthori[sz]ed|forbidden|bad\ request|not\ found
        |unable|sorry|unfortunately|timed?\ ?out|[45]\d\d\b
        |(could|can|did|was|is|has)\s?(n['’]?t|not)
        |cannot|no\ (availability|slots?|available)|not\ (available|booked|possible)
    )
    |\b(error:|failed\ to|unable\ to|could\ not|couldn['’]t|not\ available|no\ longer\ available
        |already\ (booked|taken)|request\ failed|timed\ out)""",
    re.IGNORECASE | re.VERBOSE,
)


def answer(result: str | None) -> Any:
    """What the answer says, as JSON where it is that, else its text."""
    if result is None or result.lstrip()[:1] not in ("{", "["):
        return result
    try:
        return json.loads(result)
    except (ValueError, RecursionError):
        return result


def worked(use: KeptUse) -> bool | None:
    """None where nobody answered, so that nobody can tell."""
    if use.ok is False:
        return False
    told = answer(use.result)
    if told is None or (isinstance(told, str) and told.strip(" .").casefold() in _SILENCE):
        return use.ok
    if isinstance(told, Mapping):
        return _by_fields(told)
    return not (isinstance(told, str) and _REFUSAL.search(told))


def _by_fields(told: Mapping[str, Any]) -> bool:
    if told.get("error") or told.get("errors") or told.get("is_error") or told.get("isError"):
        return False
    if any(told.get(name) is False for name in _SAYS_SO):
        return False
    for name in _CODES:
        value = told.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 400 <= value < 600:
            return False
        if isinstance(value, str) and value.strip().casefold() in _BAD_WORDS:
            return False
    return True
