from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.people.models.account_link import LinkState
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class MailedCodeQuerySet(TenantQuerySet["MailedCode"]):
    def live(self) -> Self:
        return self.filter(state=LinkState.LIVE)

    def end(self) -> None:
        """Those that are live open nothing from now on."""
        self.live().update(state=LinkState.REPLACED)


class MailedCode(TenantModel):
    """What was mailed to sign in with, as a code to type or as a link: once, for ten minutes.

    Neither is stored: both are derived from the row with a key from outside the database. `visit`
    is the browser that asked; a code works in no other. `kept` and `next` are what was chosen
    there, for who opens the link elsewhere."""

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=LinkState.choices, default=LinkState.LIVE)
    selector = models.CharField(max_length=22, unique=True)
    key_id = models.CharField(max_length=8)
    visit = models.CharField(max_length=22)
    kept = models.BooleanField(default=False)
    next = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar = TenantManager.from_queryset(MailedCodeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_mailedcode_user_tenant"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="live"), name="people_mailedcode_one_live"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["visit"], name="people_mailedcode_visit")]

    def __str__(self) -> str:
        return f"mailed code {self.pk}"
