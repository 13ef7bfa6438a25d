from typing import ClassVar

from django.db import models

from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import TenantModel


class SearchText(TenantModel):
    """What a call is found by: its words, folded, as one line of text (`callboard.calls.search`).

    The key is the call's place in time: its start, then a few bits of its own id. So the newest
    calls have the highest keys, whenever they came, and the full-text index of SQLite, which gives
    its hits in the order of this key, gives the newest call first. The key changes with the start.
    """

    client_scope_field: ClassVar[str | None] = "call__client_id"

    call = models.OneToOneField("calls.Call", on_delete=models.CASCADE, related_name="search_text")
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [TenantKey(field="call", name="calls_searchtext_call_tenant")]

    def __str__(self) -> str:
        return f"words of {self.call_id}"
