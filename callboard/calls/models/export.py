from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class CallExport(TenantModel):
    """A list of calls as a file, made by the worker for who asked.

    `membership` and `client` are those of a client's person; an agency's export has none. `query`
    as `callboard.calls.filters` writes it; `zone` is that of the times in the file. `needs` are the
    items of the catalogue that it tells of: it is made and given out while all of them are seen.
    `file` is under the storage root, "" before it is there and after it was thrown away
    (`removed_at`), as is then `query`. One that was removed and never ready was not made."""

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        "people.Membership", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    zone = models.CharField(max_length=64)
    file = models.CharField(max_length=120, blank=True)
    rows = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_export_client_tenant"),
            TenantKey(field="membership", name="calls_export_member_tenant"),
            TenantKey(field="user", name="calls_export_user_tenant"),
        ]

    def __str__(self) -> str:
        return f"export {self.public_id}"
