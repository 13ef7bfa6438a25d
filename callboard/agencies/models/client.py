from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class ClientQuerySet(TenantQuerySet["Client"]):
    def current(self) -> Self:
        """Not archived: what lists, sends and digests are about."""
        return self.filter(archived_at__isnull=True)

    def archived(self) -> Self:
        return self.filter(archived_at__isnull=False)

    def search(self, text: str) -> Self:
        """By name, contact name, address or mobile; every word has to be found somewhere."""
        rows = self
        for word in text.split():
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(contact_name__icontains=word)
                | Q(contact_email__icontains=word)
                | Q(mobile__icontains=word)
            )
        return rows


class Client(TenantModel):
    """A business the agency serves.

    `access_revoked_at` is set when the agency revoked portal access and nothing was sent since; the
    access state is derived from it, the members and the invitations (`callboard.people.access`) and
    stored nowhere."""

    client_scope_field: ClassVar[str | None] = "id"

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.CharField(max_length=254, blank=True)
    contact_email_canonical = models.CharField(max_length=254, blank=True)
    mobile = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(max_length=64)
    handles_health_information = models.BooleanField(default=False)
    # None: as the agency keeps them.
    recordings_kept_days = models.PositiveSmallIntegerField(null=True)
    # What its people see, by item, where it is not as the agency chose for all.
    visibility = models.JSONField(default=dict)
    notes = models.TextField(blank=True)
    access_revoked_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects: ClassVar = TenantManager.from_queryset(ClientQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="agencies_client_tenant")
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "name", "id"], name="agencies_client_by_name")
        ]

    def __str__(self) -> str:
        return self.name
