from typing import ClassVar

from django.db import models

from callboard.people import tokens
from callboard.tenancy.models import TenantModel


class ContactChoice(TenantModel):
    """That somebody who never signed in is mailed a client's numbers, or wants no more of them.

    Kept per address, whichever client it is the contact of. `selector` finds the row from a mail's
    link."""

    address = models.CharField(max_length=254)
    selector = models.CharField(max_length=22, unique=True, default=tokens.new_selector)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "address"], name="summaries_contact_once")
        ]

    def __str__(self) -> str:
        return f"contact's choice {self.pk}"
