from typing import ClassVar

from django.db import models

from callboard.billing.costs import Cost
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Why(models.TextChoices):
    """Why a closed period is corrected."""

    LATE = "late"
    LENGTH = "length"
    GONE = "gone"
    WAIVED = "waived"
    BILLED = "billed"
    COST = "cost"


class Entry(TenantModel):
    """What one call is billed for in one period: one entry a call that counts.

    `of_period` is the period in which it was made. Where that was closed already, the entry is a
    correction in `period`, may be negative, and says `why`. No `period`: nobody is billed for it
    yet. `minutes` are started minutes of the call. `cost` is the provider's, for the agency alone,
    in millionths of a US dollar; `without_cost` is 1 for a call whose cost is not known. A
    correction of the cost alone is nothing that a client is billed for.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    call = models.ForeignKey(
        "calls.Call", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    period = models.ForeignKey(
        "billing.Period", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    of_period = models.ForeignKey(
        "billing.Period", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    seconds = models.IntegerField(default=0)
    minutes = models.IntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    without_cost = models.SmallIntegerField(default=0)
    is_waived = models.BooleanField(default=False)
    why = models.CharField(max_length=8, choices=Why.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_entry_client_tenant"),
            TenantKey(field="call", name="billing_entry_call_tenant"),
            TenantKey(field="period", name="billing_entry_period_tenant"),
            TenantKey(field="of_period", name="billing_entry_of_period_tenant"),
            models.UniqueConstraint(fields=["call", "client", "period"], name="billing_entry_key"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["client", "period", "-started_at", "-id"], name="billing_entry_listed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"

    @property
    def charged(self) -> Cost:
        return Cost(self.cost, self.without_cost)


class Waiver(TenantModel):
    """That a client is not billed for a call, and why. Staff say so, and may take it back."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey(
        "calls.Call", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=200)
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_waiver_client_tenant"),
            TenantKey(field="call", name="billing_waiver_call_tenant"),
            models.UniqueConstraint(fields=["call", "client"], name="billing_waiver_key"),
        ]

    def __str__(self) -> str:
        return self.reason
