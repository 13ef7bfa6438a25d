"""The guard: reads of tenant-owned tables fail closed.

All reads of Django's ORM pass one property, `QuerySet.query`. Guarding it, rather than a list of
methods, also catches `exists()`, `explain()`, `count()`, iteration, subqueries and whatever the
next release adds."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Func, sql
from django.db.models.lookups import Exact

from callboard.tenancy import scope
from callboard.tenancy.scope import ForeignScope, NoScope, Scope

M = TypeVar("M", bound=models.Model)


class TenantQuerySet(models.QuerySet[M]):
    """Remembers the scope it was made in and refuses to be used without it or in another."""

    _scope: Scope | None = None

    @property
    def query(self) -> sql.Query:
        self._hold()
        # The stubs type `query` as a plain attribute.
        return models.QuerySet.query.fget(self)  # type: ignore[attr-defined,no-any-return]

    @query.setter
    def query(self, value: sql.Query) -> None:
        models.QuerySet.query.fset(self, value)  # type: ignore[attr-defined]

    def _hold(self) -> None:
        now = scope.current()
        if self._scope is None or now is None:
            raise NoScope(f"{self.model.__name__} was read without a tenant scope.")
        if self._scope != now:
            raise ForeignScope(
                f"A queryset of {self.model.__name__} made for {self._scope} was used in {now}."
            )

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._scope = self._scope
        return clone

    def within(self, open_scope: Scope) -> Self:
        """Only the rows of this scope. Called once, by the manager."""
        self._scope = open_scope
        owners = _owners(self.model, open_scope)
        return self.filter(**owners) if owners else self


class TenantManager(models.Manager[M]):
    """The only manager of tenant-owned models: every queryset starts within the open scope."""

    _queryset_class = TenantQuerySet

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        open_scope = scope.current()
        # Unscoped querysets may be made (a class body, a manager's repr) but not used: the guard
        # raises.
        return rows if open_scope is None else rows.within(open_scope)

    def by_ids(self, ids: Any) -> Any:
        """The rows of these few ids, or of those that a query finds, and of this scope's alone.

        Whose they are is asked in a form that no index answers: SQLite would else take an index of
        all of a tenant's rows, and look for the few among them."""
        open_scope = scope.required()
        rows: Any = super().get_queryset()
        rows._scope = open_scope
        owners = _owners(self.model, open_scope).items()
        return rows.filter(
            *(Exact(_Unindexed(field), owner) for field, owner in owners), pk__in=ids
        )


class _Unindexed(Func):
    template = "(%(expressions)s + 0)"
    output_field = models.BigIntegerField()


def _owners(model: Any, open_scope: Scope) -> dict[str, int | None]:
    """Whose the rows of this scope are, by the name of the field that says it."""
    if open_scope.crossing:
        return {}
    owners = {"agency_id": open_scope.agency_id}
    client_field: str | None = getattr(model, "client_scope_field", None)
    if open_scope.client_id is not None and client_field is not None:
        owners[client_field] = open_scope.client_id
    return owners
