from typing import ClassVar

from django.db import models

from callboard.tenancy.models import TenantModel

AT_EIGHT = 8


class AgencyPlan(TenantModel):
    """What an agency set for the summaries of its clients, and when its own report is due.

    Summaries go out at `hour` by each client's clock, the report by the agency's. `with_callers`
    puts callers' names and summaries into them, `to_contacts` sends the numbers to contacts who
    have not signed in yet; a client's plan may say otherwise. `told_on` is the last morning that
    the report was looked at."""

    hour = models.PositiveSmallIntegerField(default=AT_EIGHT)
    with_callers = models.BooleanField(default=False)
    to_contacts = models.BooleanField(default=False)
    next_at = models.DateTimeField(db_index=True)
    told_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency"], name="summaries_agencyplan_once")
        ]

    def __str__(self) -> str:
        return f"summaries of agency {self.agency_id}"
