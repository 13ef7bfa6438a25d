from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class Purpose(models.TextChoices):
    """What a link to an account is for. Each has its own page; a link of one is unknown to the
    other.
    """

    SETUP = "setup"  # an owner's first (or lost) access, made on the command line
    RESET = "reset"  # a forgotten password


class LinkState(models.TextChoices):
    LIVE = "live"
    USED = "used"
    REPLACED = "replaced"


class AccountLinkQuerySet(TenantQuerySet["AccountLink"]):
    def live(self) -> Self:
        return self.filter(state=LinkState.LIVE)

    def end(self) -> None:
        """Those that are live open nothing from now on."""
        self.live().update(state=LinkState.REPLACED)


class AccountLink(TenantModel):
    """A mailed or printed link with which somebody sets the password of one account, once."""

    public_id = PublicIdField()
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    state = models.CharField(max_length=8, choices=LinkState.choices, default=LinkState.LIVE)
    selector = models.CharField(max_length=22, unique=True)
    key_id = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar = TenantManager.from_queryset(AccountLinkQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="user", name="people_accountlink_user_tenant"),
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=Q(state="live"),
                name="people_accountlink_one_live",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link {self.public_id}"
