from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Transcript(TenantModel):
    """What was said, in the provider's order.

    `turns` is a list of `{"role": "agent" | "user", "text": str, "start_ms": int | None, "end_ms":
    int | None}`; times count from the call's start. Prompts and tool calls are not kept here."""

    call = models.OneToOneField("calls.Call", on_delete=models.CASCADE, related_name="transcript")
    turns = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [TenantKey(field="call", name="calls_transcript_call_tenant")]

    def __str__(self) -> str:
        return f"transcript of {self.call_id}"
