from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Move(TenantModel):
    """Many calls on their way to a client, worked through in the background
    (`callboard.calls.moves`): those of nobody that an agent's rule takes (`from_client` is None),
    or an agent's calls from one client to another.

    `expected` is how many were shown to whoever said so, `moved` how many have arrived.
    `reached_at` and `reached_id` are the place in the list, newest first, up to which it is done.
    `by` is the `Actor`."""

    client_scope_field: ClassVar[str | None] = "to_client_id"

    public_id = PublicIdField()
    agent = models.ForeignKey("agents.Agent", on_delete=models.CASCADE, related_name="+")
    from_client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+"
    )
    to_client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    # The agent that the calls show afterwards.
    to_agent = models.ForeignKey("agents.Agent", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(null=True)
    expected = models.PositiveIntegerField()
    moved = models.PositiveIntegerField(default=0)
    reached_at = models.DateTimeField(null=True)
    reached_id = models.BigIntegerField(null=True)
    by = models.JSONField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="agent", name="calls_move_agent_tenant"),
            TenantKey(field="to_agent", name="calls_move_to_agent_tenant"),
            TenantKey(field="from_client", name="calls_move_from_tenant"),
            TenantKey(field="to_client", name="calls_move_to_tenant"),
            # One at a time: the second press of a button makes no second one.
            models.UniqueConstraint(
                fields=["agent"], condition=Q(ended_at__isnull=True), name="calls_move_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"move {self.public_id}"
