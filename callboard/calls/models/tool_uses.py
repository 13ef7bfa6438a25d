from typing import ClassVar

from django.db import models

from callboard.keys.sealed import SealedField
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class ToolUses(TenantModel):
    """What the agent did with its tools during a call, as the provider told it.

    `uses` is a sealed JSON list (`callboard.calls.tool_uses`): arguments and results may hold what
    no client may see. Kept so that tools whose meaning is learnt later can be read again."""

    public_id = PublicIdField()
    call = models.OneToOneField("calls.Call", on_delete=models.CASCADE, related_name="tool_uses")
    uses = SealedField()

    class Meta:
        constraints: ClassVar = [TenantKey(field="call", name="calls_tooluses_call_tenant")]

    def __str__(self) -> str:
        return f"tool uses of {self.call_id}"
