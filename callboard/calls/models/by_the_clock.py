from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel

# A column for each half hour of a day. Opening hours begin and end on half hours, save for a few
# businesses. A row for each would be fifty times as many to read for a year.
HALVES = tuple(f"half_{number:02}" for number in range(48))


class ByTheClock(TenantModel):
    """In which half hours of one of a client's own days its calls began: `half_17` counts those
    from 8:30 on. `weekday` is that of the day, 0 on Mondays.

    Kept in the transaction that writes the calls (`callboard.calls.tallies`)."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    weekday = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=12, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} on {self.day}"


for _half in HALVES:
    ByTheClock.add_to_class(_half, models.IntegerField(default=0, db_default=0))


class DailyHours(ByTheClock):
    """Of all calls with one result."""

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_hours_client_tenant"),
            models.UniqueConstraint(fields=["client", "day", "result"], name="calls_hours_key"),
        ]


class DailyReasons(ByTheClock):
    """Of those for which one reason is known (`Call.reason`), how many there were and how long they
    were together; by reason first, as a page is asked for one of them.
    """

    reason = models.CharField(max_length=60)
    calls = models.IntegerField(default=0, db_default=0)
    duration_ms = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_reasons_client_tenant"),
            models.UniqueConstraint(
                fields=["client", "reason", "day", "result"], name="calls_reasons_key"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["client", "day", "result", "reason", "calls"], name="calls_reasons_by_day"
            )
        ]
