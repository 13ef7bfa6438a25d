from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class Kind(models.TextChoices):
    """What of an agent is published by itself, with a history of its own."""

    SETTINGS = "settings", _("Settings")
    FAQS = "faqs", _("FAQs")


class State(models.TextChoices):
    """`WAITING` is at the agency, who puts it live by hand; `PAST` was live. A publication that is
    `REPLACED` never was: a newer one came before.
    """

    PUBLISHING = "publishing", _("Publishing")
    WAITING = "waiting", _("Waiting")
    LIVE = "live", _("Live")
    PAST = "past", _("Was live")
    FAILED = "failed", _("Failed")
    RETURNED = "returned", _("Sent back")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Taken back")


# Asked for, and not decided yet.
OPEN = (State.PUBLISHING, State.WAITING)


class PublicationQuerySet(TenantQuerySet["Publication"]):
    def of(self, agent_id: int, client_id: int, kind: str) -> Self:
        """An agent that was given to another client begins anew there."""
        return self.filter(agent_id=agent_id, client_id=client_id, kind=kind)

    def live(self) -> Self:
        return self.filter(state=State.LIVE)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Publication(TenantModel):
    """One version of an agent's settings or FAQs, as somebody wanted it to be live, and what came
    of it (`callboard.agents.publications` has the verbs).

    `content` is all of it, in plain JSON, and `before` the version that was live when it was asked
    for. `reason` says why the agency sent it back.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices)
    before = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200, blank=True)
    asked_by_id = models.CharField(max_length=16, blank=True)
    asked_by_staff = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    live_at = models.DateTimeField(null=True)
    # When it stopped being what `state` had been before.
    ended_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar = TenantManager.from_queryset(PublicationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_publication_client_tenant"),
            TenantKey(field="agent", name="agents_publication_agent_tenant"),
            TenantKey(field="before", name="agents_publication_before_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="agents_publication_tenant"),
            models.UniqueConstraint(
                fields=["agent", "client", "kind", "number"], name="agents_publication_number"
            ),
            models.UniqueConstraint(
                fields=["agent", "client", "kind"],
                condition=Q(state=State.LIVE),
                name="agents_publication_one_live",
            ),
            models.UniqueConstraint(
                fields=["agent", "client", "kind"],
                condition=Q(state__in=OPEN),
                name="agents_publication_one_open",
            ),
        ]
        indexes: ClassVar = [
            # What waits for the agency, oldest first.
            models.Index(
                fields=["agency", "asked_at"],
                condition=Q(state__in=OPEN),
                name="agents_publication_open",
            ),
            models.Index(
                fields=["client", "kind"],
                condition=Q(state=State.LIVE),
                name="agents_publication_live",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of agent {self.agent_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
