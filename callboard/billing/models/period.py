from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.billing.costs import Cost
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Period(TenantModel):
    """A month that is billed, by the client's own calendar: from `starts_on` to before `ends_on`.

    `full_days` is how long it would be had it not begun late: price and minutes of a short one are
    in proportion. Closed, neither it nor its entries change any more. `stripe_fee` is what Stripe
    billed for it in advance; None where all of it is billed here.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    terms = models.ForeignKey("billing.Terms", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    full_days = models.PositiveSmallIntegerField()
    is_first = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    stripe_fee = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_period_client_tenant"),
            TenantKey(field="terms", name="billing_period_terms_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="billing_period_tenant"),
            models.UniqueConstraint(fields=["client", "starts_on"], name="billing_period_key"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ends_on"], condition=Q(closed_at__isnull=True), name="billing_period_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_at_stripe(self) -> bool:
        return self.stripe_fee is not None

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days

    @property
    def is_short(self) -> bool:
        return self.days != self.full_days

    def has(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on


class Usage(TenantModel):
    """What the entries of a period come to: its own (`of_period` is itself), and its corrections of
    each closed one. Kept in the transaction that writes the entries (`callboard.billing.ledger`).
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    period = models.ForeignKey(
        "billing.Period", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    of_period = models.ForeignKey("billing.Period", on_delete=models.CASCADE, related_name="+")
    calls = models.IntegerField(default=0)
    seconds = models.BigIntegerField(default=0)
    minutes = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    without_cost = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_usage_client_tenant"),
            TenantKey(field="period", name="billing_usage_period_tenant"),
            TenantKey(field="of_period", name="billing_usage_of_period_tenant"),
            models.UniqueConstraint(fields=["period", "of_period"], name="billing_usage_key"),
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"

    @property
    def charged(self) -> Cost:
        return Cost(self.cost, self.without_cost)
