"""One question of a search, whichever way it is answered."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from callboard.calls.models import Call
from callboard.calls.search.query import Query
from callboard.calls.search.schema import TABLE

Sql = tuple[str, list[Any]]


@dataclass(frozen=True)
class Asked:
    """`rows` are the calls that may be found, and `owner` a mark of `search.text` that they all
    have. `beyond` is the call from which to go on, backwards (to newer ones) or not.
    """

    query: Query
    rows: Any
    owner: str
    limit: int
    beyond: Call | None = None
    backwards: bool = False

    @property
    def order(self) -> str:
        return "ASC" if self.backwards else "DESC"

    def side(self, column: str) -> Sql:
        """That a place in time (`search.text`) lies beyond that call's."""
        if self.beyond is None:
            return "", []
        sign = ">" if self.backwards else "<"
        there = f"(SELECT id FROM {TABLE} WHERE call_id = %s)"  # noqa: S608
        return f" AND {column} {sign} {there}", [self.beyond.pk]

    def allowed(self) -> Sql:
        """The row of `e.call_id`, if it is among the calls that may be found."""
        sql, facts = self.calls
        return f"SELECT 1 FROM ({sql}) allowed WHERE allowed.id = e.call_id", facts  # noqa: S608

    @cached_property
    def calls(self) -> Sql:
        """Id and start of those that may be found, in no order. To write this down takes longer
        than many a search, so it is done once.
        """
        sql, facts = self.rows.order_by().values("id", "started_at").query.sql_with_params()
        return sql, list(facts)

    def has_phrases(self, function: str) -> Sql:
        found = self.query.phrases
        return "".join(f" AND {function}(e.text, %s) > 0" for _ in found), list(found)
