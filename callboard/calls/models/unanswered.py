from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class UnansweredQuerySet(TenantQuerySet["UnansweredQuestion"]):
    def shown_to_client(self) -> Self:
        """Those of calls that a client's people may see."""
        return self.filter(client__isnull=False, call__kept_aside=False)

    def put_aside(self) -> Self:
        return self.filter(aside_at__isnull=False)

    def with_moments(self) -> Self:
        """What is needed to tell them and to lead to where they were asked, in one query."""
        rows = self.select_related("call__recording")
        return rows.only(
            "public_id",
            "text",
            "line",
            "start_ms",
            "asked_at",
            "agent_id",
            "client_id",
            "call__public_id",
            "call__recording__state",
        )

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-id")


class UnansweredQuestion(TenantModel):
    """Something that a caller asked and the assistant did not know, by its own words or by the
    provider's analysis (`callboard.calls.in_vain`).

    Whose it is follows its call. `line` is the turn in which it was asked, `start_ms` when that
    began; both are None of what only the analysis tells. What the client's people put aside
    (`aside_at`) is suggested no more, and neither is its like.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    text = models.CharField(max_length=300)
    line = models.PositiveIntegerField(null=True)
    start_ms = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField()
    aside_at = models.DateTimeField(null=True)

    objects: ClassVar = TenantManager.from_queryset(UnansweredQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="call", name="calls_unanswered_call_tenant"),
            TenantKey(field="client", name="calls_unanswered_client_tenant"),
            TenantKey(field="agent", name="calls_unanswered_agent_tenant"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "client", "-asked_at", "-id"], name="calls_unanswered_of_client"
            ),
            models.Index(
                fields=["agency", "client"],
                condition=Q(aside_at__isnull=False),
                name="calls_unanswered_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.public_id}"
