from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class FaqAct(models.TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Deleted")
    BROUGHT_BACK = "back", _("Brought back")
    RESTORED = "restored", _("Went back to an earlier version")


class FaqVersion(TenantModel):
    """What somebody did to a FAQ, and its words from then on; `number` is the FAQ's revision."""

    client_scope_field: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(
        "agencies.Client", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    faq = models.ForeignKey(
        "agents.Faq", on_delete=models.CASCADE, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=8, choices=FaqAct.choices)
    question = models.CharField(max_length=200)
    answer = models.CharField(max_length=600)
    variants = models.JSONField(default=list)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200, blank=True)
    by_staff = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="agents_faqversion_client_tenant"),
            TenantKey(field="faq", name="agents_faqversion_faq_tenant"),
            models.UniqueConstraint(fields=["faq", "number"], name="agents_faqversion_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of FAQ {self.faq_id}"

    @property
    def words(self) -> dict[str, Any]:
        return {"question": self.question, "answer": self.answer, "variants": list(self.variants)}
