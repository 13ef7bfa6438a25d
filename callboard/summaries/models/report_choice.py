from typing import ClassVar

from django.db import models

from callboard.people import tokens
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class ReportChoice(TenantModel):
    """Whether one of the staff wants the weekly report; `wanted` null is what the role brings
    (`callboard.summaries.report_readers`).
    """

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")
    wanted = models.BooleanField(null=True)
    selector = models.CharField(max_length=22, unique=True, default=tokens.new_selector)

    class Meta:
        constraints: ClassVar = [TenantKey(field="user", name="summaries_reportchoice_user_tenant")]

    def __str__(self) -> str:
        return f"report choice of {self.user_id}"
