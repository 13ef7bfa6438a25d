from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Feedback(TenantModel):
    """What one of a client's people said to "Was this handled well?", for the agency.

    `seen_at` is when somebody of the agency dealt with a No."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="feedback")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    handled_well = models.BooleanField()
    note = models.TextField(blank=True)
    given_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_feedback_client_tenant"),
            TenantKey(field="call", name="calls_feedback_call_tenant"),
            TenantKey(field="user", name="calls_feedback_user_tenant"),
            models.UniqueConstraint(fields=["call", "user"], name="calls_feedback_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "-given_at"],
                condition=Q(handled_well=False, seen_at__isnull=True),
                name="calls_feedback_unseen",
            ),
            models.Index(
                fields=["agency", "call"],
                condition=Q(handled_well=False),
                name="calls_feedback_not_well",
            ),
        ]

    def __str__(self) -> str:
        return f"feedback on {self.call_id}"
