from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class Passkey(TenantModel):
    """A key pair of which a person's device keeps the secret half, to sign in without a password.

    It is bound to `host`: on another one the browser does not offer it. `sign_count` rises with
    each use, or stays 0 where a device's keys are kept in sync. `made_with` is a User-Agent."""

    public_id = PublicIdField()
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=1400)  # base64url
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    transports = models.JSONField(default=list)
    backed_up = models.BooleanField(default=False)
    host = models.CharField(max_length=253)
    name = models.CharField(max_length=60)
    made_with = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_passkey_user_tenant"),
            models.UniqueConstraint(fields=["agency", "credential_id"], name="people_passkey_once"),
        ]

    def __str__(self) -> str:
        return f"passkey {self.public_id}"


class SpentChallenge(TenantModel):
    """A challenge that was answered: no other answer to it is looked at. Only its SHA-256 is kept,
    for as long as the challenge would have held."""

    digest = models.CharField(max_length=64, unique=True)
    spent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"spent challenge {self.pk}"
