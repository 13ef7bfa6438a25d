"""TenantKey: the database's own promise that no row points into another agency."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table


# The stubs give the arguments of these three a None that Django never passes.
class TenantKey(models.BaseConstraint):
    """A composite foreign key `(agency_id, <field>_id)` on the target's `(agency_id, id)`.

    It stands beside the field's ordinary foreign key and is part of CREATE TABLE, so that it
    survives SQLite's table rebuilds (a trigger would not). A null in the field means: points
    nowhere. The target needs `UniqueConstraint(id, agency)`, in that order: SQLite would take an
    index that begins with the agency for reads that have a better one.
    """

    def __init__(self, *, field: str, name: str, **rest: Any) -> None:
        self.field = field
        super().__init__(name=name, **rest)

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TenantKey):
            return self.name == other.name and self.field == other.field
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.field))

    def constraint_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        quote = schema_editor.quote_name
        field: Any = model._meta.get_field(self.field)
        target = field.related_model._meta.db_table
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY (agency_id, {quote(field.column)}) "
            f"REFERENCES {quote(target)} (agency_id, id) DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement:
        return Statement(
            "ALTER TABLE %(table)s ADD %(constraint)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            constraint=self.constraint_sql(model, schema_editor),
        )

    def remove_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement:
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def validate(self, *_args: Any, **_kwargs: Any) -> None:
        """Held by the database alone: a form's choices already come from one scope."""
