from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    DEPLOYED = "deployed", _("Deployed")


class Agent(TenantModel):
    """The AI voice agent that answers for one client; runs at a provider under `external_id`.

    `number` is our number, the one that callers dial, in E.164 where it can be read as one.
    `meanings` says what fields of the provider's analysis mean here, first match wins: a list of
    `{"field": str, "value": str, "means": str}` (`callboard.calls.results`).
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="agents")
    connection = models.ForeignKey(
        "agents.Connection", on_delete=models.PROTECT, related_name="agents"
    )
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.DRAFT)
    meanings = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_agent_client_tenant"),
            TenantKey(field="connection", name="agents_agent_connection_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="agents_agent_tenant"),
            models.UniqueConstraint(
                fields=["connection", "external_id"], name="agents_agent_external"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_deployed(self) -> bool:
        return self.stage == Stage.DEPLOYED
