from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class EntryQuerySet(TenantQuerySet["Entry"]):
    def of_client(self, client_id: int) -> "EntryQuerySet":
        """One client's entries, newest first: its timeline."""
        return self.filter(client_id=client_id).order_by("-id")


class Entry(TenantModel):
    """One act, never changed and never deleted (the database refuses both, see `triggers`).

    `act` is a noun and a past participle, `invitation.sent`. `before` and `after` hold plain facts
    and no secret."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    denied = models.BooleanField(default=False)
    about = models.CharField(max_length=40, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=200, blank=True)
    actor_public_id = models.CharField(max_length=16, blank=True)
    # The client as whom one of the staff looked on, by name.
    actor_viewing = models.CharField(max_length=120, blank=True)
    ip = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects: ClassVar = TenantManager.from_queryset(EntryQuerySet)()

    class Meta:
        constraints: ClassVar = [TenantKey(field="client", name="audit_entry_client_tenant")]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-at", "-id"], name="audit_entry_newest"),
            models.Index(
                fields=["client", "-id"],
                condition=Q(client__isnull=False),
                name="audit_entry_client",
            ),
            # Who listened to a call, on its page.
            models.Index(
                fields=["about", "-id"],
                condition=Q(act="recording.opened"),
                name="audit_entry_listened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"
