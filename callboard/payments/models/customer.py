from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Customer(TenantModel):
    """Who a client is at Stripe, as far as Stripe has told (`looked_at`).

    `subscription` is the one that bills the client's plan, "" where none does; `status`, `price`
    (minor units a month, None where it has no such price), `currency`, `period_end` and `ends_at`
    are its.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    account = models.ForeignKey(
        "payments.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    client = models.OneToOneField("agencies.Client", on_delete=models.CASCADE, related_name="+")
    stripe_id = models.CharField(max_length=255)
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    card_brand = models.CharField(max_length=40, blank=True)
    card_last4 = models.CharField(max_length=4, blank=True)
    subscription = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=30, blank=True)
    price = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    period_end = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    linked_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="account", name="payments_customer_account_tenant"),
            TenantKey(field="client", name="payments_customer_client_tenant"),
            models.UniqueConstraint(fields=["account", "stripe_id"], name="payments_customer_key"),
        ]

    def __str__(self) -> str:
        return self.name or self.stripe_id
