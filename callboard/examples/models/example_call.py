from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class ExampleCall(TenantModel):
    """That staff placed an example call: what is to be told of it, and whether all is told.

    The call itself has `public_id` as its id at the simulator. Everything in it follows from this
    row, so that a step that is taken twice tells the same; `settings` are those of the agent that
    were live. `key` is the form's: sent twice, it places one call.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=16)
    story = models.CharField(max_length=20)
    trade = models.CharField(max_length=20)
    settings = models.JSONField(default=dict)
    placed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="examples_call_client_tenant"),
            TenantKey(field="agent", name="examples_call_agent_tenant"),
            models.UniqueConstraint(fields=["client", "key"], name="examples_call_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["placed_at"],
                condition=models.Q(told_at__isnull=True),
                name="examples_call_untold",
            )
        ]

    def __str__(self) -> str:
        return f"example call {self.public_id}"
