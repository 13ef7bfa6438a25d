from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class ReadMark(TenantModel):
    """That somebody has read a call, or wants it to count as unread, against what their membership
    says of calls of that time (`callboard.calls.reading`).
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="+")
    is_read = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_readmark_client_tenant"),
            TenantKey(field="membership", name="calls_readmark_member_tenant"),
            TenantKey(field="call", name="calls_readmark_call_tenant"),
            models.UniqueConstraint(fields=["membership", "call"], name="calls_readmark_once"),
        ]

    def __str__(self) -> str:
        return f"{'read' if self.is_read else 'unread'} {self.call_id}"
