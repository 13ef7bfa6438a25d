from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class ViewingQuerySet(TenantQuerySet["Viewing"]):
    def open(self) -> Self:
        """Those nobody has left by Exit; among them, one that is over (`Viewing.is_over`)."""
        return self.filter(ended_at__isnull=True)

    def cut_short(self, at: datetime) -> None:
        """Over from now on, whatever was planned."""
        self.open().filter(ends_at__gt=at).update(ends_at=at)


class Viewing(TenantModel):
    """One of the staff sees a client's portal as its people do, in one browser.

    It is over at `ends_at`. Until it is left (`ended_at`), that browser shows that it is over, and
    no other portal in its place."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(
        "people.Session", null=True, on_delete=models.SET_NULL, related_name="viewings"
    )
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = TenantManager.from_queryset(ViewingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="people_viewing_client_tenant"),
            TenantKey(field="user", name="people_viewing_user_tenant"),
            TenantKey(field="session", name="people_viewing_session_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="people_viewing_tenant"),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(ended_at__isnull=True),
                name="people_viewing_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"viewing {self.pk}"

    @property
    def over_at(self) -> datetime:
        """When it ended, or will at the latest."""
        return self.ends_at if self.ended_at is None else min(self.ended_at, self.ends_at)

    def is_over(self, now: datetime) -> bool:
        return self.over_at <= now
