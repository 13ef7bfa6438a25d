"""Pages of a list by the place where they begin, so that a deep page costs what the first does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

SIZE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`before` and `after` are public ids to ask the neighbours with; empty where there is none."""

    rows: Sequence[Row]
    before: str = ""
    after: str = ""


def page(
    rows: Any,
    ordered: tuple[str, str],
    *,
    before: str,
    after: str,
    size: int = SIZE,
    fetch: Callable[[Any], Any] | None = None,
) -> Any:
    """One page of a queryset ordered by two columns, the second one unique ("name", "id").

    A minus in front means descending, as in `order_by`. An unknown place begins at the first page.
    `fetch` makes of the page's few rows, a sliced queryset, those to show: where `rows` is walked
    in an index alone, it brings the rest of each row, in whatever order.
    """
    columns = attrgetter(*(column.removeprefix("-") for column in ordered))

    def some(sliced: Any, descending: bool) -> list[Any]:
        if fetch is None:
            return list(sliced)
        return sorted(fetch(sliced), key=columns, reverse=descending)

    descending = ordered[0].startswith("-")
    place = _place(rows, before or after, ordered)
    if place is None:
        found = some(rows.order_by(*ordered)[: size + 1], descending)
        return Page(found[:size], "", found[size - 1].public_id if len(found) > size else "")
    backwards = bool(before)
    found = some(_beyond(rows, ordered, place, backwards)[: size + 1], descending != backwards)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
        if not more:  # the first page is the first page, however it was reached
            return page(rows, ordered, before="", after="", size=size, fetch=fetch)
        return Page(found, found[0].public_id, found[-1].public_id)
    first, last = (found[0].public_id, found[-1].public_id) if found else ("", "")
    return Page(found, first, last if more else "")


def _place(rows: Any, public_id: str, ordered: tuple[str, str]) -> tuple[Any, Any] | None:
    if not public_id:
        return None
    columns = [column.removeprefix("-") for column in ordered]
    found: tuple[Any, Any] | None = (
        rows.model.objects.filter(public_id=public_id[:16]).values_list(*columns).first()
    )
    return found


def _beyond(rows: Any, ordered: tuple[str, str], place: tuple[Any, Any], backwards: bool) -> Any:
    """Written so that both databases walk the index (not as an OR of two)."""
    descending = ordered[0].startswith("-")
    first, second = (column.removeprefix("-") for column in ordered)
    upwards = descending == backwards
    side, same = ("gte", "lte") if upwards else ("lte", "gte")
    sign = "" if upwards else "-"
    return (
        rows.filter(**{f"{first}__{side}": place[0]})
        .exclude(**{first: place[0], f"{second}__{same}": place[1]})
        .order_by(f"{sign}{first}", f"{sign}{second}")
    )
