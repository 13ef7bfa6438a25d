from django.urls import reverse

from callboard.calls.models import UnansweredQuestion


def moment_url(side: str, one: UnansweredQuestion) -> str:
    """Of what a caller asked, in the call; `side` is "portal" or "desk"."""
    call = reverse(f"{side}:call", args=[one.call.public_id])
    turn = f"#turn-{one.line + 1}" if one.line is not None else ""
    return f"{call}?t={one.start_ms // 1000}{turn}" if one.start_ms is not None else call + turn
