from typing import ClassVar

from django.db import models

from callboard.tenancy.models import TenantModel


class InvoiceSettings(TenantModel):
    """How an agency's invoices are numbered, what stands on them, and whether they are issued
    without somebody looking. `next_number` is taken under this row's lock.
    """

    agency = models.OneToOneField("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    prefix = models.CharField(max_length=12, blank=True)
    next_number = models.PositiveIntegerField(default=1001)
    issues_itself = models.BooleanField(default=False)
    pay_link = models.URLField(max_length=500, blank=True)
    details = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = []

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number}"
