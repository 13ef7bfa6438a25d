from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    DEPLOYED = "deployed", _("Deployed")


class Takes(models.TextChoices):
    """Which calls are an agent's own, from the most specific rule to the least."""

    AGENT_AND_NUMBER = "both", _("This assistant’s calls to our number alone")
    AGENT = "agent", _("All calls of this assistant")
    NUMBER = "number", _("All calls to our number, whichever assistant answers")


class Agent(TenantModel):
    """The AI voice agent that answers for one client; runs at a provider under `external_id`, where
    two clients' agents may be the same one on different numbers. `takes` says which calls are its
    own (`callboard.agents.whose`).

    `number` is our number, the one at the provider, in E.164 where it can be read as one. A call
    from before `live_since` is the agency's; None of a deployed one means that nobody knows since
    when.
    `meanings` says what fields of the provider's analysis mean here, first match wins: a list of
    `{"field": str, "value": str, "means": str}` (`callboard.calls.results`). `booking_tools` says
    which of its tools make a booking (`callboard.agents.booking_tools`).
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="agents")
    connection = models.ForeignKey(
        "agents.Connection", on_delete=models.PROTECT, related_name="agents"
    )
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    takes = models.CharField(max_length=6, choices=Takes.choices, default=Takes.AGENT)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.DRAFT)
    live_since = models.DateTimeField(null=True)
    meanings = models.JSONField(default=list)
    booking_tools = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_agent_client_tenant"),
            TenantKey(field="connection", name="agents_agent_connection_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="agents_agent_tenant"),
            models.UniqueConstraint(
                fields=["connection", "external_id", "number"],
                condition=Q(takes=Takes.AGENT_AND_NUMBER),
                name="agents_agent_by_both",
            ),
            models.UniqueConstraint(
                fields=["connection", "external_id"],
                condition=Q(takes=Takes.AGENT),
                name="agents_agent_by_id",
            ),
            models.UniqueConstraint(
                fields=["connection", "number"],
                condition=Q(takes=Takes.NUMBER),
                name="agents_agent_by_number",
            ),
            models.CheckConstraint(
                condition=Q(takes=Takes.NUMBER) | ~Q(external_id=""), name="agents_agent_has_id"
            ),
            models.CheckConstraint(
                condition=Q(takes=Takes.AGENT) | ~Q(number=""), name="agents_agent_has_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_deployed(self) -> bool:
        return self.stage == Stage.DEPLOYED
