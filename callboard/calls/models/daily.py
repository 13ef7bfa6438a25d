from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class DailyCalls(TenantModel):
    """How many calls of one result a client had on one of its own days, and how long they were
    together. Of those in which somebody rang: how many came from a number for the first time, how
    many from one that had rung before, and how many from none (`callboard.calls.callers`).

    Kept in the transaction that writes the calls (`callboard.calls.daily`), so that no page ever
    counts calls."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    result = models.CharField(max_length=12, blank=True)
    calls = models.IntegerField(default=0)
    duration_ms = models.BigIntegerField(default=0)
    first_calls = models.IntegerField(default=0, db_default=0)
    repeat_calls = models.IntegerField(default=0, db_default=0)
    numberless_calls = models.IntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_daily_client_tenant"),
            models.UniqueConstraint(fields=["client", "day", "result"], name="calls_daily_key"),
        ]

    def __str__(self) -> str:
        return f"{self.calls} on {self.day}"
