from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Worth(TenantModel):
    """What a client's people say a booking is worth to them, in minor units of `currency`, and of
    how many of a hundred callers who booked they think that they would have gone elsewhere.

    The product knows neither: as long as nobody said it, nothing is estimated."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.OneToOneField("agencies.Client", on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(max_length=3)
    booking = models.BigIntegerField()
    lost_in_hours = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    lost_after_hours = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_worth_client_tenant"),
            models.CheckConstraint(
                condition=models.Q(lost_in_hours__lte=100, lost_after_hours__lte=100),
                name="calls_worth_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"worth of a booking at {self.client_id}"
