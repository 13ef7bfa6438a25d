"""Which of some calls have the words: one function for a client's list and the agency's."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from callboard.agencies.models import Client
from callboard.calls.models import Call
from callboard.calls.search.candidates import Search
from callboard.calls.search.query import parse
from callboard.tenancy import scope


def matching(
    rows: Any,
    typed: str,
    *,
    limit: int,
    older_than: Call | None = None,
    newer_than: Call | None = None,
    of: Client | None = None,
) -> QuerySet[Call]:
    """At most `limit` of these calls, newest start first: the first of all, or the next ones beyond
    a call of the list.

    Calls of one microsecond may stand the other way round than in the list, and never on two pages.
    In an agency's scope `of` says that `rows` are one client's, which spares looking at the others.
    """
    query = parse(typed)
    if not query.terms:
        return rows.none()  # type: ignore[no-any-return]
    beyond = newer_than or older_than
    ids = Search(
        query,
        owner=_owner(of),
        allowed=_allowed(rows),
        limit=limit,
        beyond=beyond.pk if beyond else None,
        backwards=newer_than is not None,
    ).call_ids()
    return Call.objects.by_ids(ids).newest_first()


def _owner(of: Client | None) -> str:
    """The mark that all calls have which this scope may read."""
    here = scope.required()
    if here.client_id is not None:
        return f"@{here.client_id}"
    if here.agency_id is None:
        raise scope.NoScope("A search is one agency's.")
    return f"${of.pk}" if of else f"#{here.agency_id}"


def _allowed(rows: Any) -> tuple[str, list[Any]]:
    """The row of `e.call_id`, if it is among them."""
    one = rows.filter(pk=RawSQL("e.call_id", ())).order_by().values("pk")
    sql, facts = one.query.sql_with_params()
    return sql, list(facts)
