from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.summaries.mornings import Due
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Summary(TenantModel):
    """That somebody is told on a `morning` what the `days` before it came to: by `mail`, once.

    To one of a client's people (`membership`), to a contact without an account (`address`), or, of
    no client, to one of the staff (`user`)."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        "people.Membership", null=True, on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey("people.User", null=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=254, blank=True)
    morning = models.DateField()
    days = models.PositiveSmallIntegerField()
    mail = models.OneToOneField(
        "mail.OutgoingEmail", null=True, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="summaries_summary_client_tenant"),
            TenantKey(field="membership", name="summaries_summary_member_tenant"),
            TenantKey(field="user", name="summaries_summary_user_tenant"),
            models.UniqueConstraint(
                fields=["membership", "morning"], name="summaries_summary_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["client", "address", "morning"],
                condition=~Q(address=""),
                name="summaries_summary_once_an_address",
            ),
            models.UniqueConstraint(
                fields=["user", "morning"], name="summaries_summary_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"summary {self.pk}"

    @property
    def due(self) -> Due:
        return Due(self.morning, self.days)
