from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Extra(TenantModel):
    """What a closed period comes to beside its price, for an invoice of Stripe: one item a period.

    The amount is kept before Stripe is asked and never changes. `item` is the item's id at Stripe
    once that is known; `invoice` the draft it is meant for, "" for the customer's next one.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    period = models.OneToOneField("billing.Period", on_delete=models.PROTECT, related_name="extra")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    text = models.CharField(max_length=500)
    invoice = models.CharField(max_length=255, blank=True)
    item = models.CharField(max_length=255, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="payments_extra_client_tenant"),
            TenantKey(field="period", name="payments_extra_period_tenant"),
        ]

    def __str__(self) -> str:
        return self.text
