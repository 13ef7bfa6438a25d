from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Simulated(TenantModel):
    """What is live of an agent at the simulator: its example calls speak with it."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="providers_simulated_client_tenant"),
            TenantKey(field="agent", name="providers_simulated_agent_tenant"),
            models.UniqueConstraint(
                fields=["agent", "client", "kind"], name="providers_simulated_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} at the simulator"
