from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class EndReason(models.TextChoices):
    SIGNED_OUT = "signed_out"
    ACCESS_ENDED = "access_ended"  # the next click says so
    PASSWORD = "password"  # noqa: S105 - a new password ended it


class Session(TenantModel):
    """A browser that is signed in: one row, bound to an account, a host and the client chosen in
    it.

    Only the SHA-256 of the cookie's key is stored. A row that ended stays for a while, so that the
    next click can say why. One begun `by_passkey` proved both steps."""

    key_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="sessions")
    epoch = models.PositiveIntegerField()
    host = models.CharField(max_length=253)
    membership = models.ForeignKey(
        "people.Membership", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kept = models.BooleanField(default=True)
    by_passkey = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    ip = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="people_session_tenant"),
            TenantKey(field="user", name="people_session_user_tenant"),
            TenantKey(field="membership", name="people_session_membership_tenant"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "ended_at"], name="people_session_of_user")
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"
