from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Draft(TenantModel):
    """One section of an agent's settings as it stands in the draft, where that is not what is live
    (`callboard.agents.settings.drafts` has the verbs).
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    section = models.CharField(max_length=20)
    content = models.JSONField()
    edited_at = models.DateTimeField()
    edited_by_name = models.CharField(max_length=200, blank=True)
    edited_by_id = models.CharField(max_length=16, blank=True)
    edited_by_staff = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_draft_client_tenant"),
            TenantKey(field="agent", name="agents_draft_agent_tenant"),
            models.UniqueConstraint(fields=["agent", "client", "section"], name="agents_draft_one"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.section} of agent {self.agent_id}"
