from typing import Any, ClassVar, Self

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class FaqQuerySet(TenantQuerySet["Faq"]):
    def of(self, agent_id: int, client_id: int) -> Self:
        """An agent that was given to another client begins anew there."""
        return self.filter(agent_id=agent_id, client_id=client_id)

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("place", "id")


class Faq(TenantModel):
    """What an agent answers to a question, as its client's people write it; what callers hear is
    what of it was published (`callboard.agents.faq_states`).

    `variants` are other ways to ask the same. `revision` grows with each change of the words, so
    that of two who edit at once the second is told. One that was removed keeps its place, to be
    brought back there.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        "agents.Agent", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    question = models.CharField(max_length=200)
    answer = models.CharField(max_length=600)
    variants = models.JSONField(default=list)
    place = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar = TenantManager.from_queryset(FaqQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_faq_client_tenant"),
            TenantKey(field="agent", name="agents_faq_agent_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="agents_faq_tenant"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agent", "client", "place"], name="agents_faq_in_order")
        ]

    def __str__(self) -> str:
        return f"FAQ {self.public_id}"

    @property
    def words(self) -> dict[str, Any]:
        return {"question": self.question, "answer": self.answer, "variants": list(self.variants)}

    @property
    def stored(self) -> dict[str, Any]:
        """As a publication carries it."""
        return {"id": self.public_id, **self.words}
