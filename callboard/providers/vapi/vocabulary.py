"""Vapi's reasons for a call's end, in words of ours.

627 names were public in August 2026, 594 of them errors of some part of the machinery, and new ones
come without notice. So: the exact name, else whether it speaks of an error, else unknown. Parts of
names are never matched for anything but errors: many an error's name contains "busy" or "transfer".
"""

import re

from callboard.providers.events import Outcome

REASONS: dict[str, Outcome] = {
    "assistant-ended-call": Outcome.COMPLETED,
    "assistant-ended-call-after-message-spoken": Outcome.COMPLETED,
    "assistant-ended-call-with-hangup-task": Outcome.COMPLETED,
    "assistant-said-end-call-phrase": Outcome.COMPLETED,
    "customer-ended-call": Outcome.COMPLETED,
    "customer-ended-call-before-warm-transfer": Outcome.COMPLETED,
    "exceeded-max-duration": Outcome.COMPLETED,
    "silence-timed-out": Outcome.COMPLETED,
    "call.in-progress.sip-completed-call": Outcome.COMPLETED,
    "call.in-progress.twilio-completed-call": Outcome.COMPLETED,
    "vonage-completed": Outcome.COMPLETED,
    "vonage-disconnected": Outcome.COMPLETED,
    "assistant-forwarded-call": Outcome.TRANSFERRED,
    "assistant-request-returned-forwarding-phone-number": Outcome.TRANSFERRED,
    "call.ending.hook-executed-transfer": Outcome.TRANSFERRED,
    "call.ringing.hook-executed-transfer": Outcome.TRANSFERRED,
    "customer-ended-call-after-warm-transfer-attempt": Outcome.TRANSFERRED,
    "customer-ended-call-during-transfer": Outcome.TRANSFERRED,
    "voicemail": Outcome.VOICEMAIL,
    "customer-busy": Outcome.BUSY,
    "customer-did-not-answer": Outcome.NO_ANSWER,
    "call.ringing.sip-inbound-caller-hungup-before-call-connect": Outcome.NO_ANSWER,
    "call-deleted": Outcome.CANCELLED,
    "manually-canceled": Outcome.CANCELLED,
    "scheduled-call-deleted": Outcome.CANCELLED,
    "vonage-rejected": Outcome.CANCELLED,
    # Something went wrong, though the name does not say so.
    "assistant-join-timed-out": Outcome.FAILED,
    "assistant-not-found": Outcome.FAILED,
    "assistant-not-valid": Outcome.FAILED,
    "assistant-request-returned-invalid-assistant": Outcome.FAILED,
    "assistant-request-returned-no-assistant": Outcome.FAILED,
    "call.forwarding.no-answer": Outcome.FAILED,
    "call.forwarding.operator-busy": Outcome.FAILED,
    "customer-did-not-give-microphone-permission": Outcome.FAILED,
    "phone-call-provider-bypass-enabled-but-no-call-received": Outcome.FAILED,
    "phone-call-provider-closed-websocket": Outcome.FAILED,
    "twilio-reported-customer-misdialed": Outcome.FAILED,
    "worker-shutdown": Outcome.FAILED,
}

_ERROR = re.compile(r"error|fail|fault")


def outcome_of(reason: str | None) -> Outcome | None:
    """None without a reason: a call whose end is not told has no outcome."""
    if reason is None:
        return None
    name = reason.lower()
    if name in REASONS:
        return REASONS[name]
    return Outcome.FAILED if _ERROR.search(name) else Outcome.UNKNOWN
