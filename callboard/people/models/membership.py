from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class Ending(models.TextChoices):
    """How somebody's access to a portal ended."""

    REVOKED = "revoked"  # with everybody's; the agency can restore it
    REMOVED = "removed"
    LEFT = "left"
    ARCHIVED = "archived"  # with the client's


class MembershipQuerySet(TenantQuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Membership(TenantModel):
    """A person's access to one client's portal. Ended rows stay: they are how a past access is
    told.

    Calls of which we heard before `read_until` count as read (null: those before `since`).
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    first_heard_at = models.DateTimeField(null=True)
    read_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True)

    objects: ClassVar = TenantManager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="people_membership_client_tenant"),
            TenantKey(field="user", name="people_membership_user_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="people_membership_tenant"),
            models.UniqueConstraint(
                fields=["client", "user"],
                condition=Q(ended_at__isnull=True),
                name="people_membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"
