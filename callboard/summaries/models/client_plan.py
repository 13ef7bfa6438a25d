from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class ClientPlan(TenantModel):
    """When a client's summaries are due, and what its agency set for it alone (null: as for all).

    The worker looks at `next_at`; what was due until the morning of `told_on` is told.
    `silence_told` is set when a week without calls was told: the next one is not, until calls
    come."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.OneToOneField(
        "agencies.Client", on_delete=models.CASCADE, related_name="summary_plan"
    )
    with_callers = models.BooleanField(null=True)
    to_contacts = models.BooleanField(null=True)
    next_at = models.DateTimeField(db_index=True)
    told_on = models.DateField()
    silence_told = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="summaries_clientplan_client_tenant")
        ]

    def __str__(self) -> str:
        return f"summaries of client {self.client_id}"
