"""Keeping what callers asked in vain (`callboard.calls.in_vain`), in the transaction that writes a
call: told again it is kept once, and told otherwise it goes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from callboard.calls import in_vain
from callboard.calls.in_vain import Asked, Turns
from callboard.calls.models import Call, Transcript, UnansweredQuestion

# What may be told otherwise of the same question, later.
_FACTS = ("client_id", "agent_id", "start_ms", "asked_at")


def keep(call: Call, turns: Turns | None = None) -> None:
    """After a call was told or told anew; its transcript is read where it is not given. Inside the
    transaction that writes the call.
    """
    keep_all([call], {} if turns is None else {call.pk: turns})


def keep_all(calls: Sequence[Call], said: Mapping[int, Turns]) -> None:
    """`said` has transcripts that are known, by the call. A few queries, however many calls."""
    kept: dict[int, list[UnansweredQuestion]] = defaultdict(list)
    for row in UnansweredQuestion.objects.filter(call__in=calls):
        kept[row.call_id].append(row)
    unread = [call for call in calls if call.pk not in said and in_vain.may_be(call)]
    read = dict(said) | _read(unread)
    new, changed, gone = list[UnansweredQuestion](), list[UnansweredQuestion](), list[int]()
    for call in calls:
        rows = {(row.line, row.text): row for row in kept[call.pk]}
        for one in in_vain.asked(call, read.get(call.pk, ())):
            told = _row(call, one)
            if (one.line, one.text) not in rows:
                new.append(told)
            elif _take_over(row := rows.pop((one.line, one.text)), told):
                changed.append(row)
        gone += [row.pk for row in rows.values()]
    UnansweredQuestion.objects.filter(pk__in=gone).delete()
    UnansweredQuestion.objects.bulk_update(changed, _FACTS)
    UnansweredQuestion.objects.bulk_create(new)


def follow(calls: Sequence[Call]) -> None:
    """They are somebody else's now."""
    whose: dict[tuple[int | None, int | None], list[int]] = {}
    for call in calls:
        whose.setdefault((call.client_id, call.agent_id), []).append(call.pk)
    for (client_id, agent_id), ids in whose.items():
        rows = UnansweredQuestion.objects.filter(call_id__in=ids)
        rows.update(client_id=client_id, agent_id=agent_id)


def _read(calls: Sequence[Call]) -> dict[int, Turns]:
    if not calls:
        return {}
    rows = Transcript.objects.filter(call__in=calls)
    return dict(rows.values_list("call_id", "turns"))


def _row(call: Call, one: Asked) -> UnansweredQuestion:
    return UnansweredQuestion(
        agency_id=call.agency_id,
        call=call,
        client_id=call.client_id,
        agent_id=call.agent_id,
        text=one.text,
        line=one.line,
        start_ms=one.start_ms,
        asked_at=call.started_at + timedelta(milliseconds=one.start_ms or 0),
    )


def _take_over(row: UnansweredQuestion, told: UnansweredQuestion) -> bool:
    """Whether it was told otherwise before."""
    differing = [name for name in _FACTS if getattr(row, name) != getattr(told, name)]
    for name in differing:
        setattr(row, name, getattr(told, name))
    return bool(differing)
