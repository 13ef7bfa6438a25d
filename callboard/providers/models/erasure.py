from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.keys.sealed import SealedField
from callboard.tenancy.models import PublicIdField, TenantModel


class Erasure(TenantModel):
    """A caller who wants to be forgotten: all calls of one number, worked through in the background
    (`callboard.providers.erasing`).

    `number` is there as long as it is needed, and gone in the end; `ending` are its last two
    digits, `mark` a keyed hash by which the record knows it again. `by` is the `Actor`."""

    public_id = PublicIdField()
    number = SealedField(null=True)
    mark = models.CharField(max_length=16)
    ending = models.CharField(max_length=2)
    erased = models.PositiveIntegerField(default=0)
    by = models.JSONField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # One at a time: the second press of a button makes no second one.
            models.UniqueConstraint(
                fields=["agency", "mark"],
                condition=Q(ended_at__isnull=True),
                name="providers_erasure_one_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-created_at"], name="providers_erasure_newest")
        ]

    def __str__(self) -> str:
        return f"erasure {self.public_id}"
