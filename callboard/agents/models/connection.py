import secrets
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callboard.keys.sealed import SealedField
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet

# Our own provider (docs/simulator.md).
SIMULATOR = "simulator"
# The API base of a connection with nothing behind it, in whose place the simulator stands.
SIMULATED = "simulator:"


class AuthMode(models.TextChoices):
    """How the provider proves itself when it sends a webhook."""

    BEARER = "bearer", _("Bearer token (Authorization)")
    SECRET = "x_vapi_secret", _("Secret (X-Vapi-Secret)")
    HMAC = "hmac", _("HMAC signature")
    HEADER = "header", _("Own header")


def new_hook_token() -> str:
    """256 bits, part of the webhook's URL: names the connection, proves nothing by itself."""
    return secrets.token_urlsafe(32)


class ConnectionQuerySet(TenantQuerySet["Connection"]):
    def of_providers(self) -> Self:
        """Those that an agency sets up itself, without the one for example calls."""
        return self.exclude(provider=SIMULATOR)


class Connection(TenantModel):
    """An agency's account at a provider. Secrets are sealed; an old one stays good until
    `previous_until`.
    """

    public_id = PublicIdField()
    provider = models.CharField(max_length=20)
    label = models.CharField(max_length=80)
    hook_token = models.CharField(
        max_length=43, unique=True, default=new_hook_token, editable=False
    )
    auth_mode = models.CharField(max_length=16, choices=AuthMode.choices, default=AuthMode.SECRET)
    header_name = models.CharField(max_length=80, blank=True)
    secret = SealedField(null=True)
    previous_secret = SealedField(null=True)
    previous_until = models.DateTimeField(null=True)
    api_key = SealedField(null=True)
    api_base = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_event_at = models.DateTimeField(null=True)

    objects: ClassVar = TenantManager.from_queryset(ConnectionQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="agents_connection_tenant"),
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(provider=SIMULATOR),
                name="agents_connection_simulator",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_simulator(self) -> bool:
        """Whatever comes in through it is an example."""
        return self.provider == SIMULATOR

    @property
    def is_simulated(self) -> bool:
        """What is published to it goes to the simulator."""
        return self.is_simulator or self.api_base == SIMULATED

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """The secrets a webhook may be proved with at this moment, newest first; none means refuse
        all.
        """
        kept = self.previous_until is not None and now < self.previous_until
        return tuple(filter(None, (self.secret, self.previous_secret if kept else None)))
