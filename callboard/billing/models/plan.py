from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Plan(TenantModel):
    """That a client is billed. What it pays is in its `Terms`. With `ends_on` no period begins on
    that day or after it. `stripe_fee` is what Stripe bills each month in place of its price, by a
    subscription that is linked to it; None where nothing is.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.OneToOneField("agencies.Client", on_delete=models.CASCADE, related_name="+")
    ends_on = models.DateField(null=True)
    stripe_fee = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [TenantKey(field="client", name="billing_plan_client_tenant")]

    def __str__(self) -> str:
        return f"plan of {self.client_id}"
