from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class EventState(models.TextChoices):
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"  # parked after many tries; the daily look at Stripe makes up for it


class EventQuerySet(TenantQuerySet["Event"]):
    def waiting(self, now: datetime) -> Self:
        """To be worked through at this moment, longest waiting first."""
        rows = self.filter(state=EventState.PENDING, next_at__lte=now)
        return rows.order_by("next_at", "id")


class Event(TenantModel):
    """A signed webhook of Stripe: which customer something happened to. Nothing else of it is kept:
    the worker asks Stripe how things are now, so order and repetition do not matter.
    """

    account = models.ForeignKey("payments.Account", on_delete=models.CASCADE, related_name="+")
    stripe_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    customer = models.CharField(max_length=255)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=EventState.choices, default=EventState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)

    objects: ClassVar = TenantManager.from_queryset(EventQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="account", name="payments_event_account_tenant"),
            models.UniqueConstraint(fields=["account", "stripe_id"], name="payments_event_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state="pending"),
                name="payments_event_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stripe_id}"
