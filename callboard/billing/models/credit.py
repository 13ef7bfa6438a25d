from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Credit(TenantModel):
    """Money or minutes that a client need not pay in a period, and why.

    What an invoice could not take up is carried over (`carried_from`) into the next period.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    period = models.ForeignKey("billing.Period", on_delete=models.CASCADE, related_name="+")
    # Without an index: nobody asks for what came of a period's rest.
    carried_from = models.ForeignKey(
        "billing.Period", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    amount = models.BigIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_credit_client_tenant"),
            TenantKey(field="period", name="billing_credit_period_tenant"),
            TenantKey(field="carried_from", name="billing_credit_carried_tenant"),
        ]

    def __str__(self) -> str:
        return self.reason
