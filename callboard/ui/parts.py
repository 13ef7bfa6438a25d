"""Style sheets and scripts come in parts: what every page needs, and what some need besides."""

from enum import StrEnum
from pathlib import Path

STATIC = Path(__file__).parent / "static"


class Part(StrEnum):
    """`ANALYTICS` is on the page of numbers, `ASSISTANT` on those of an assistant's settings,
    `BILLING` on pages about money, `CALL` on those with a recording or a transcript, `DESK` on the
    agency's, `DOOR` on those in front of both sides (signing in, links, what is not there), `FAQS`
    on those of FAQs, `PASSKEY` where one is made or used, `VIEWING` where staff look at a client's
    portal; after `PAGE`.
    """

    PAGE = ""
    ANALYTICS = "analytics"
    ASSISTANT = "assistant"
    BILLING = "billing"
    CALL = "call"
    DESK = "desk"
    DOOR = "door"
    FAQS = "faqs"
    PASSKEY = "passkey"
    VIEWING = "viewing"

    def folder(self, kind: str) -> Path:
        """Of its files of this kind, "css" or "js"."""
        return STATIC / kind / self.value
