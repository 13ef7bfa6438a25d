from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class RequestState(models.TextChoices):
    OPEN = "open"
    GRANTED = "granted"
    DISMISSED = "dismissed"


class AccessRequest(TenantModel):
    """Somebody to whom an invitation was forwarded asks for one of their own.

    Name and address are what they typed: nothing is known to be true of them, and they are mailed
    only when the agency grants it."""

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey("people.Invitation", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=254)
    address_canonical = models.CharField(max_length=254)
    state = models.CharField(max_length=9, choices=RequestState.choices, default=RequestState.OPEN)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="people_accessrequest_client_tenant"),
            TenantKey(field="invitation", name="people_accessrequest_invitation_tenant"),
            models.UniqueConstraint(
                fields=["client", "address_canonical"],
                condition=Q(state="open"),
                name="people_accessrequest_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"access request {self.public_id}"
