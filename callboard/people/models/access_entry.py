from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class AccessAct(models.TextChoices):
    SIGNED_IN = "signed_in"
    LISTENED = "listened"
    VIEWED = "viewed"  # the agency, as the client


class AccessEntryQuerySet(TenantQuerySet["AccessEntry"]):
    def by_the_agency(self) -> Self:
        return self.filter(by_agency=True)


class AccessEntry(TenantModel):
    """One line of a client's access log, for its own people: who was in the portal, and who
    listened to which call.

    `call` is the public id of the call that was heard. Addresses of the network stay out: one's
    colleagues need not know from where one signs in."""

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    act = models.CharField(max_length=9, choices=AccessAct.choices)
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    by_agency = models.BooleanField(default=False)
    call = models.CharField(max_length=16, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    viewing = models.ForeignKey(
        "people.Viewing", null=True, on_delete=models.CASCADE, related_name="+"
    )

    objects: ClassVar = TenantManager.from_queryset(AccessEntryQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="people_accessentry_client_tenant"),
            TenantKey(field="user", name="people_accessentry_user_tenant"),
            TenantKey(field="viewing", name="people_accessentry_viewing_tenant"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "-at", "-id"], name="people_accessentry_newest"),
            models.Index(
                fields=["client", "-at", "-id"],
                condition=Q(by_agency=True),
                name="people_accessentry_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.public_id}"
