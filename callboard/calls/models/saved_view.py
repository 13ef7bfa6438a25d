from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class SavedView(TenantModel):
    """Filters of the list of calls under a name, one of a client's people's own.

    `query` as `callboard.calls.filters` writes it. A removed one stays: Undo brings it back.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(max_length=40)
    query = models.TextField()
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_savedview_client_tenant"),
            TenantKey(field="membership", name="calls_savedview_member_tenant"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["membership", "id"],
                condition=Q(removed_at__isnull=True),
                name="calls_savedview_of_member",
            ),
        ]

    def __str__(self) -> str:
        return self.name
