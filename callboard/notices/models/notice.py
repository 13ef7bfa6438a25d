from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.notices.events import Event
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Notice(TenantModel):
    """That somebody is told something of a call, once: by `mail`, or from `due_at` on by one that
    is not made yet.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=9, choices=Event.choices)
    mail = models.ForeignKey(
        "mail.OutgoingEmail", null=True, on_delete=models.CASCADE, related_name="+"
    )
    came_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="notices_notice_client_tenant"),
            TenantKey(field="membership", name="notices_notice_member_tenant"),
            TenantKey(field="call", name="notices_notice_call_tenant"),
            models.UniqueConstraint(
                fields=["membership", "call", "event"], name="notices_notice_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(mail__isnull=True), name="notices_notice_waiting"
            ),
            models.Index(fields=["came_at"], name="notices_notice_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} of {self.call_id}"
