from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class ChangeRequest(TenantModel):
    """A client's people ask their agency to change what they may only see. `section` is one of
    `callboard.agents.settings.sections`.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    section = models.CharField(max_length=20)
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_request_client_tenant"),
            TenantKey(field="agent", name="agents_request_agent_tenant"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "asked_at"],
                condition=Q(done_at__isnull=True),
                name="agents_request_open",
            ),
            models.Index(fields=["agent", "client", "-asked_at"], name="agents_request_newest"),
        ]

    def __str__(self) -> str:
        return f"request for a change of {self.section}"
