"""The base of every tenant-owned table."""

from typing import ClassVar

from django.db import models

from callboard.tenancy.public_id import LENGTH, new_public_id
from callboard.tenancy.queryset import TenantManager


class PublicIdField(models.CharField[str, str]):
    """The id that URLs, files and mails carry; integers stay inside."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            **{
                **options,
                "max_length": LENGTH,
                "unique": True,
                "default": new_public_id,
                "editable": False,
            }  # type: ignore[arg-type]
        )

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, _ = super().deconstruct()
        return name, path, list(args), {}

    def get_prep_value(self, value: object) -> object:
        # What an address may carry and PostgreSQL refuses: no row has such an id, so none is found.
        return "" if isinstance(value, str) and "\x00" in value else super().get_prep_value(value)


class TenantModel(models.Model):
    """A row of one agency. Guarded: reads need an open scope.

    `client_scope_field` names the column that says which client a row belongs to; in a client's
    scope only that client's rows are read. A model without one (staff, brand) belongs to the agency
    as a whole."""

    client_scope_field: ClassVar[str | None] = None

    id = models.BigAutoField(primary_key=True)
    # Without an index of its own: every read names the agency, and a planner that took that index
    # would walk all of an agency's rows. What is listed by agency has an index that begins with it.
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    objects = TenantManager()

    class Meta:
        abstract = True
