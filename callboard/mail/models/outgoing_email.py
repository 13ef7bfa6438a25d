from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class MailState(models.TextChoices):
    """A mail's fate, never better than what the mail server said."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    FAILED = "failed"
    DROPPED = "dropped"


class OutgoingEmail(TenantModel):
    """One mail to one address: the outbox.

    Subject and text are not stored: they are made again at every try from `kind`, `about` (what it
    is built from) and `generation`. So no link lies here, and a retry carries the same one.
    """

    client_scope_field: ClassVar[str | None] = None

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=40)
    about = models.BigIntegerField()
    generation = models.PositiveIntegerField(default=1)
    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=320, unique=True)
    reply = models.TextField(blank=True)
    last_error = models.TextField(blank=True)
    handed_over_at = models.DateTimeField(null=True)
    unconfirmed = models.PositiveSmallIntegerField(default=0)
    maybe_twice = models.BooleanField(default=False)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [TenantKey(field="client", name="mail_outgoing_client_tenant")]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state__in=["queued", "sending", "delayed"]),
                name="mail_outgoing_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} mail {self.public_id}"
