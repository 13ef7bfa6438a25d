from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class DiskUse(TenantModel):
    """How much room the recordings of a client take, as it was last counted; without a client,
    those that belong to none yet. Counted again by housekeeping, never on a request.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+"
    )
    recordings = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_diskuse_client_tenant"),
            models.UniqueConstraint(fields=["agency", "client"], name="calls_diskuse_once"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(client__isnull=True), name="calls_diskuse_no_client"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-size", "-id"], name="calls_diskuse_largest")
        ]

    def __str__(self) -> str:
        return f"{self.size} bytes"
