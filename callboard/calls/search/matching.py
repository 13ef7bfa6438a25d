"""Which of some calls have the words: one function for a client's list and the agency's."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from callboard.agencies.models import Client
from callboard.calls.models import Call
from callboard.calls.search.asked import Asked
from callboard.calls.search.candidates import call_ids
from callboard.calls.search.query import parse
from callboard.calls.search.seen import only_seen
from callboard.calls.search.walk import walked
from callboard.tenancy import scope
from callboard.visibility.visibility import Visibility


def matching(
    rows: Any,
    typed: str,
    *,
    limit: int,
    older_than: Call | None = None,
    newer_than: Call | None = None,
    of: Client | None = None,
    by: Visibility | None = None,
) -> QuerySet[Call]:
    """At most `limit` of these calls, newest start first: the first of all, or the next ones beyond
    a call of the list.

    Calls of one microsecond may stand the other way round than in the list, and never on two pages.
    With `by`, of a client's people, what is hidden from them is not searched. In an agency's scope
    `of` says that `rows` are one client's, which spares looking at the others.
    """
    query = parse(typed)
    if not query.terms:
        return rows.none()  # type: ignore[no-any-return]
    beyond = newer_than or older_than
    asked = Asked(query, rows, _owner(of), limit, beyond, backwards=newer_than is not None)
    try:
        ids = _ids(asked) if by is None else only_seen(asked, by, _ids)
    except EmptyResultSet:  # the filters leave no call at all, for which there is no SQL
        return rows.none()  # type: ignore[no-any-return]
    found: QuerySet[Call] = Call.objects.by_ids(ids).newest_first()
    return found


def _ids(asked: Asked) -> list[int]:
    """SQLite's index walks by itself, but has to gather all words of one beginning."""
    walks = connection.vendor == "postgresql" or asked.query.has_beginning
    found = walked(asked) if walks else None
    return call_ids(asked) if found is None else found


def _owner(of: Client | None) -> str:
    """The mark that all calls have which this scope may read."""
    here = scope.required()
    if here.client_id is not None:
        return f"@{here.client_id}"
    if here.agency_id is None:
        raise scope.NoScope("A search is one agency's.")
    return f"${of.pk}" if of else f"#{here.agency_id}"
