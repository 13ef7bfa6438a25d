"""A search by people from whom a part of what calls are found by is hidden: a call is theirs to
find by the rest alone.

The index knows one text of a call. So what it finds is looked at once more, without the parts that
are hidden."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from callboard.calls.filters import SEARCHED
from callboard.calls.models import Call, SearchText
from callboard.calls.search.asked import Asked
from callboard.calls.search.text import BAR, names_of
from callboard.visibility.visibility import Visibility

# So many are looked at together, and in all: a word that is said in every call and is nobody's name
# would else be looked for in all of them.
_TOGETHER, _MOST = 250, 10_000


def only_seen(asked: Asked, by: Visibility, ids: Callable[[Asked], list[int]]) -> list[int]:
    """Those of `ids(asked)` that are found by what is seen, in the same order."""
    if all(by.sees(item) for item in SEARCHED):
        return ids(asked)
    found: list[int] = []
    for batch in _batches(asked, ids):
        texts = _texts(batch, by)
        found += [pk for pk in batch if asked.query.finds(texts.get(pk, ""))]
        if len(found) >= asked.limit:
            break
    return found[: asked.limit]


def _batches(asked: Asked, ids: Callable[[Asked], list[int]]) -> Iterator[list[int]]:
    next_ones = replace(asked, limit=_TOGETHER)
    for _ in range(_MOST // _TOGETHER):
        batch = ids(next_ones)
        yield batch
        if len(batch) < _TOGETHER:
            return
        beyond = Call.objects.only("started_at", "agency", "client").get(pk=batch[-1])
        next_ones = replace(next_ones, beyond=beyond)


def _texts(call_ids: list[int], by: Visibility) -> dict[int, str]:
    rows = SearchText.objects.filter(call__in=call_ids)
    found = rows.values_list("call", "text", "call__caller_name")
    return {pk: _seen_of(text, names_of(name), by) for pk, text, name in found}


def _seen_of(text: str, names: list[str], by: Visibility) -> str:
    """Of a text as `search.text` makes it; its first field are the marks, the number among them."""
    marks, *fields = text[2:-2].split(BAR)
    kept = [marks] if by.sees("calls.number") else []
    kept += fields[: len(names)] if by.sees("calls.name") else []
    kept += fields[len(names) :] if by.sees("calls.transcript") else []
    return f"| {BAR.join(kept)} |"
