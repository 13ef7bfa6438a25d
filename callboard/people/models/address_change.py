from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class ChangeState(models.TextChoices):
    """How a request ended, or that it has not. Running out is not stored: the clock says so."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"  # by the old address, or by who asked
    REPLACED = "replaced"  # by a newer one
    ENDED = "ended"  # the person's access ended meanwhile


class AddressChange(TenantModel):
    """A person's move to a new address, until it is confirmed from a mail sent there.

    Two links belong to it: one to the new address confirms, one to the old address stops. Only
    `callboard.people.address_changes` writes these columns."""

    public_id = PublicIdField()
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    # Set where the agency asked, on that client's page; none where the person did.
    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+"
    )
    old_address = models.CharField(max_length=254)
    old_canonical = models.CharField(max_length=254)
    address = models.CharField(max_length=254)
    address_canonical = models.CharField(max_length=254)
    state = models.CharField(max_length=9, choices=ChangeState.choices, default=ChangeState.PENDING)
    confirm_selector = models.CharField(max_length=22, unique=True)
    stop_selector = models.CharField(max_length=22, unique=True)
    key_id = models.CharField(max_length=8)
    mail = models.ForeignKey(
        "mail.OutgoingEmail", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_addresschange_user_tenant"),
            TenantKey(field="client", name="people_addresschange_client_tenant"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="pending"), name="people_addresschange_one"
            ),
        ]

    def __str__(self) -> str:
        return f"address change {self.public_id}"
