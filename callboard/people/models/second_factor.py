from typing import ClassVar

from django.db import models

from callboard.keys.sealed import SealedField
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class SecondFactor(TenantModel):
    """An authenticator app that belongs to an account: six digits, new every 30 seconds (RFC 6238).

    Asked for only once `confirmed_at` is set. `last_step` is the number of the last half minute
    whose code was taken: no code opens twice."""

    public_id = PublicIdField()
    user = models.OneToOneField(
        "people.User", on_delete=models.CASCADE, related_name="second_factor"
    )
    secret = SealedField(binary=True)
    last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_secondfactor_user_tenant"),
        ]

    def __str__(self) -> str:
        return f"second factor {self.pk}"


class RecoveryCode(TenantModel):
    """Opens once instead of the app, for a lost phone. Only its HMAC is stored."""

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_recoverycode_user_tenant"),
            models.UniqueConstraint(fields=["user", "code_hash"], name="people_recoverycode_once"),
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
