from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.people.roles import Role
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class Staff(TenantModel):
    """A person's work for the agency. An ended row stays: who once had which role."""

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="staff_rows")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Which notices about the own invitations come by mail.
    tell_accepted = models.BooleanField(default=True)
    tell_expired = models.BooleanField(default=True)
    tell_bounced = models.BooleanField(default=True)
    # What clients say about calls; null is what the role brings (`callboard.notices.agency_news`).
    tell_of_calls = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_staff_user_tenant"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="people_staff_one_role"
            ),
        ]

    def __str__(self) -> str:
        return self.role
