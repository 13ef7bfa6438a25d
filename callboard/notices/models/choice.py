from typing import ClassVar

from django.db import models

from callboard.notices.rhythm import Rhythm
from callboard.people import tokens
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class NoticeChoice(TenantModel):
    """Which mails about calls one of a client's people wants. Without a row: the defaults.

    `summary` is how often their numbers are mailed (`callboard.summaries`). `agent` null is every
    line, for mails about one call. From `quiet_from` until `quiet_until`, and all day on
    `quiet_days` (0 is Monday), by the reader's clock, nothing goes out; with `urgent_anyway` urgent
    calls do. `selector` finds the row from a mail's link; `stopped_at` is when somebody last used
    one."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.OneToOneField(
        "people.Membership", on_delete=models.CASCADE, related_name="notice_choice"
    )
    urgent = models.BooleanField(default=True)
    call_back = models.BooleanField(default=True)
    booking = models.BooleanField(default=False)
    new_call = models.BooleanField(default=False)
    summary = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    agent = models.ForeignKey(
        "agents.Agent", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    quiet_days = models.JSONField(default=list)
    urgent_anyway = models.BooleanField(default=False)
    selector = models.CharField(max_length=22, unique=True, default=tokens.new_selector)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="notices_choice_client_tenant"),
            TenantKey(field="membership", name="notices_choice_member_tenant"),
            TenantKey(field="agent", name="notices_choice_agent_tenant"),
        ]

    def __str__(self) -> str:
        return f"choice of {self.membership_id}"
