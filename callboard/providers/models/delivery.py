from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.keys.sealed import SealedField
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class DeliveryState(models.TextChoices):
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"  # parked after several tries; the provider's retry sets it going again


class DeliveryQuerySet(TenantQuerySet["Delivery"]):
    def waiting(self, now: datetime) -> Self:
        """To be worked through at this moment, longest waiting first."""
        rows = self.filter(state=DeliveryState.PENDING, next_at__lte=now)
        return rows.order_by("next_at", "id")

    def undone(self) -> Self:
        """What may still tell of a call: it waits, or its provider's retry can set it going."""
        parked = Q(state=DeliveryState.FAILED, body__isnull=False)
        return self.filter(Q(state=DeliveryState.PENDING) | parked)


class Delivery(TenantModel):
    """A verified webhook as it came in: the inbox. Answered 2xx once this row is committed.

    `dedupe_key` is the SHA-256 of the provider's natural key. The body is sealed (it may hold
    prompts) and kept for 30 days.
    """

    public_id = PublicIdField()
    connection = models.ForeignKey("agents.Connection", on_delete=models.CASCADE, related_name="+")
    event_type = models.CharField(max_length=60)
    external_call_id = models.CharField(max_length=200)
    dedupe_key = models.CharField(max_length=64)
    body = SealedField(binary=True, null=True)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)

    objects: ClassVar = TenantManager.from_queryset(DeliveryQuerySet)()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            TenantKey(field="connection", name="providers_delivery_connection_tenant"),
            models.UniqueConstraint(
                fields=["connection", "dedupe_key"], name="providers_delivery_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state="pending"),
                name="providers_delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"delivery {self.public_id}"
