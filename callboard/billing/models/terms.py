from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Rounding(models.TextChoices):
    PER_SECOND = "second", _("Per second")
    PER_CALL_MINUTE = "call_minute", _("Per started minute of each call")
    PER_TOTAL_MINUTE = "total_minute", _("Per started minute of the total")


class Terms(TenantModel):
    """What a client pays from the period on that begins at `begins_on` or after it. Never changed
    once a period has them: a change is another row.

    Money in minor units of `currency`; `tax_rate` in percent. `period_day` is the day of the month
    on which a period begins, or the month's last where it is shorter.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    currency = models.CharField(max_length=3)
    monthly_price = models.BigIntegerField()
    setup_fee = models.BigIntegerField(default=0)
    included_minutes = models.PositiveIntegerField(default=0)
    extra_minute_price = models.BigIntegerField(default=0)
    rounding = models.CharField(max_length=12, choices=Rounding.choices)
    period_day = models.PositiveSmallIntegerField(default=1)
    due_days = models.PositiveSmallIntegerField(default=14)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal(0))
    tax_name = models.CharField(max_length=40, blank=True)
    begins_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_terms_client_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="billing_terms_tenant"),
        ]

    def __str__(self) -> str:
        return self.name
