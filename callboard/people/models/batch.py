from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class BatchAct(models.TextChoices):
    """What is done to every client of a batch."""

    INVITE = "invite"
    RESEND = "resend"


class Batch(TenantModel):
    """Invitations that staff sent to many clients at once, worked through in the background.

    `key` is the form's: sent twice, it makes one batch. `by` is the `Actor` that every invitation's
    record names."""

    client_scope_field: ClassVar[str | None] = None

    public_id = PublicIdField()
    key = models.CharField(max_length=22)
    act = models.CharField(max_length=6, choices=BatchAct.choices)
    note = models.CharField(max_length=300, blank=True)
    by = models.JSONField()
    started_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    begins_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="people_batch_tenant"),
            models.UniqueConstraint(fields=["agency", "key"], name="people_batch_once"),
            TenantKey(field="started_by", name="people_batch_started_by_tenant"),
        ]

    def __str__(self) -> str:
        return f"batch {self.public_id}"


class ItemState(models.TextChoices):
    """`skipped`: the client no longer stood where it stood when the batch was sent. `failed`: can
    be tried again.
    """

    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    STOPPED = "stopped"


class BatchItem(TenantModel):
    """One client of a batch. `access` is where it stood when skipped, `again_at` when a limit lets
    it be tried again.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=ItemState.choices, default=ItemState.WAITING)
    access = models.CharField(max_length=20, blank=True)
    again_at = models.DateTimeField(null=True)
    invitation = models.ForeignKey(
        "people.Invitation", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "client"], name="people_batchitem_once"),
            TenantKey(field="batch", name="people_batchitem_batch_tenant"),
            TenantKey(field="client", name="people_batchitem_client_tenant"),
            TenantKey(field="invitation", name="people_batchitem_invitation_tenant"),
        ]

    def __str__(self) -> str:
        return f"item {self.pk} of a batch"
