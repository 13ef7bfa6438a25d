import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models

from callboard.keys.sealed import SealedField
from callboard.tenancy.models import PublicIdField, TenantModel


def new_hook_token() -> str:
    """256 bits, part of the webhook's URL: names the account, proves nothing by itself."""
    return secrets.token_urlsafe(32)


class Account(TenantModel):
    """An agency's own account at Stripe. Without `api_key` it is disconnected: what came of it
    stays, and nothing is asked or taken in.

    The keys are sealed; `key_end` and `secret_end` are their last four characters. A signing secret
    that was replaced stays good until `previous_until`. `fault` is what Stripe refused last
    (`callboard.payments.faults`), "" when it works.
    """

    public_id = PublicIdField()
    agency = models.OneToOneField("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    hook_token = models.CharField(
        max_length=43, unique=True, default=new_hook_token, editable=False
    )
    stripe_id = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, blank=True)
    is_live = models.BooleanField(default=False)
    api_key = SealedField(null=True)
    key_end = models.CharField(max_length=4, blank=True)
    secret = SealedField(null=True)
    secret_end = models.CharField(max_length=4, blank=True)
    previous_secret = SealedField(null=True)
    previous_until = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(null=True)
    last_event_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="payments_account_tenant"),
        ]

    def __str__(self) -> str:
        return self.name or self.stripe_id

    @property
    def is_connected(self) -> bool:
        return self.connected_at is not None

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """What a webhook may be signed with at this moment, newest first; none means refuse all."""
        kept = self.previous_until is not None and now < self.previous_until
        return tuple(filter(None, (self.secret, self.previous_secret if kept else None)))
