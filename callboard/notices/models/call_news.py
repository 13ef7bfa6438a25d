from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class CallNews(TenantModel):
    """That a call has something to tell its client's people, from `due_at` on. Gone when it is
    told; who writes or deletes it holds the call's row.
    """

    call = models.OneToOneField("calls.Call", on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [TenantKey(field="call", name="notices_callnews_call_tenant")]

    def __str__(self) -> str:
        return f"news of {self.call_id}"
