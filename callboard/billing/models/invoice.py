from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    PAID = "paid", _("Paid")
    VOID = "void", _("Void")
    UNCOLLECTIBLE = "uncollectible", _("Uncollectible")


class InvoiceQuerySet(TenantQuerySet["Invoice"]):
    def shown_to_client(self) -> Self:
        return self.filter(state__in=(State.OPEN, State.PAID, State.UNCOLLECTIBLE))

    def with_file(self) -> Self:
        """`has_file`: its PDF is here. One of Stripe's is fetched a moment after it comes."""
        return self.annotate(has_file=Exists(InvoiceFile.objects.filter(invoice=OuterRef("pk"))))

    def kept_by_hand(self) -> Self:
        """Whose state the agency says itself."""
        return self.filter(by_stripe=False)

    def overdue(self, today: date) -> Self:
        return self.filter(state=State.OPEN, due_on__lt=today)


class Invoice(TenantModel):
    """What a client has to pay: of a closed period, or uploaded by the agency (no `period`), or
    made by Stripe (`stripe_id`). What is `by_stripe` is changed by what Stripe tells alone.

    A draft has no number yet, so that one that is thrown away leaves no gap. Issued, its lines and
    sums never change. `lines` are texts and minor units, `[{"text", "why", "amount"}]`; the
    `number` is unique among those the agency numbers. `refunded` is what was given back of it.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    period = models.OneToOneField(
        "billing.Period", null=True, on_delete=models.PROTECT, related_name="invoice"
    )
    state = models.CharField(max_length=13, choices=State.choices, default=State.DRAFT.value)
    number = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    lines = models.JSONField(default=list)
    subtotal = models.BigIntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    tax_name = models.CharField(max_length=60, blank=True)
    total = models.BigIntegerField()
    due_days = models.PositiveSmallIntegerField(default=14)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    pay_link = models.URLField(max_length=500, blank=True)
    paid_on = models.DateField(null=True)
    paid_reference = models.CharField(max_length=120, blank=True)
    refunded = models.BigIntegerField(default=0)
    stripe_id = models.CharField(max_length=255, blank=True)
    by_stripe = models.BooleanField(default=False)
    stripe_pdf = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar = TenantManager.from_queryset(InvoiceQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_invoice_client_tenant"),
            TenantKey(field="period", name="billing_invoice_period_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="billing_invoice_tenant"),
            models.UniqueConstraint(
                fields=["agency", "number"],
                condition=~Q(number="") & Q(stripe_id=""),
                name="billing_invoice_number",
            ),
            models.UniqueConstraint(
                fields=["client", "stripe_id"],
                condition=~Q(stripe_id=""),
                name="billing_invoice_stripe",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "-created_at", "-id"], name="billing_invoice_listed"),
            models.Index(
                fields=["agency", "due_on"],
                condition=Q(state="open"),
                name="billing_invoice_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number or "draft"

    @property
    def is_uploaded(self) -> bool:
        return self.period_id is None and not self.stripe_id

    @property
    def may_be_paid(self) -> bool:
        """Marked so by hand."""
        return self.state == State.OPEN and not self.by_stripe

    @property
    def may_be_void(self) -> bool:
        return self.state in (State.DRAFT, State.OPEN) and not self.by_stripe

    @property
    def is_refunded(self) -> bool:
        """All of it."""
        return 0 < self.total <= self.refunded

    def days_overdue(self, today: date) -> int:
        """0 while it is not."""
        if self.state != State.OPEN or self.due_on is None:
            return 0
        return max(0, (today - self.due_on).days)


class InvoiceFile(TenantModel):
    """The PDF as it was issued or uploaded. Of its own, so that no list reads it."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    invoice = models.OneToOneField("billing.Invoice", on_delete=models.CASCADE, related_name="file")
    pdf = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="billing_file_client_tenant"),
            TenantKey(field="invoice", name="billing_file_invoice_tenant"),
        ]

    def __str__(self) -> str:
        return f"{len(self.pdf)} bytes"
