"""New and returning callers: whatever happens to calls, the counts are those of a recount."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies.models import Client
from callboard.calls import daily
from callboard.calls.models import Call, DailyCalls
from callboard.calls.rewriting import rewrite
from callboard.tenancy import scope
from tests.cast import Cast
from tests.inbox.snapshot import undone
from tests.inbox.strategies import EXAMPLES
from tests.portal.sounds import a_call

BEGAN = datetime(2026, 10, 30, 3, tzinfo=UTC)
NUMBERS = st.sampled_from(["+14155550101", "+14155550102", "+14155550103", "", "anonymous"])
SOME = st.fixed_dictionaries(
    {
        "started_at": st.integers(0, 40).map(lambda hours: BEGAN + timedelta(hours=3 * hours)),
        "from_number": NUMBERS,
        "direction": st.sampled_from(["inbound", "inbound", "inbound", "outbound", ""]),
        "result": st.sampled_from(["booked", "answered", "spam"]),
    }
)


def counted() -> dict[tuple[Any, ...], tuple[int, int, int]]:
    return {
        (row.client_id, row.day, row.result): kinds
        for row in DailyCalls.objects.all()
        if any(kinds := (row.first_calls, row.repeat_calls, row.numberless_calls))
    }


def recounted() -> dict[tuple[Any, ...], tuple[int, int, int]]:
    """Each call by itself, beside all others."""
    found: dict[tuple[Any, ...], Counter[int]] = {}
    calls = list(Call.objects.shown_to_client().real().select_related("client"))
    for call in calls:
        if call.direction != "inbound":
            continue
        assert call.client is not None
        day = call.started_at.astimezone(ZoneInfo(call.client.time_zone)).date()
        kinds = found.setdefault((call.client_id, day, call.result), Counter())
        if not call.from_number.startswith("+"):
            kinds[2] += 1
            continue
        place = call.started_at, call.pk
        kinds[
            any(
                other.client_id == call.client_id
                and other.from_number == call.from_number
                and other.direction == "inbound"
                and (other.started_at, other.pk) < place
                for other in calls
            )
        ] += 1
    return {key: (kinds[0], kinds[1], kinds[2]) for key, kinds in found.items()}


def come(of: Client, facts: dict[str, Any]) -> None:
    call = a_call(of, **facts)
    daily.hold([of.pk])
    daily.move(None, daily.share_of(call))


def change(pk: int, facts: dict[str, Any], to: Client) -> None:
    """As an event that came late, or one of the agency who gives it to another client."""

    def apply(call: Call) -> bool:
        call.client = to
        call.kept_aside = facts["result"] == "spam"
        return True

    rewrite([pk], apply, to=[to])
    call = Call.objects.select_related("client").get(pk=pk)
    before = daily.share_of(call)
    for name, value in facts.items():
        setattr(call, name, value)
    call.save()
    daily.move(before, daily.share_of(call))


def several(pks: list[int], aside: bool) -> None:
    def apply(call: Call) -> bool:
        call.kept_aside = aside
        return True

    rewrite(pks, apply)


@EXAMPLES
@given(st.data())
def test_it_equals_a_recount_after_anything(cast: Cast, data: st.DataObject) -> None:
    """Late ones, moved, kept aside, emptied and deleted ones."""
    clients = (cast.bright_smile, cast.harbor_law)
    with scope.agency(cast.northwind.pk), undone():
        for _step in range(data.draw(st.integers(1, 9))):
            pks = list(Call.objects.order_by("pk").values_list("pk", flat=True))
            act = data.draw(st.sampled_from(["come", "come", "change", "several", "delete"]))
            if act == "come" or not pks:
                come(data.draw(st.sampled_from(clients)), data.draw(SOME))
            elif act == "change":
                to = data.draw(st.sampled_from(clients))
                change(data.draw(st.sampled_from(pks)), data.draw(SOME), to)
            elif act == "several":
                several(data.draw(st.lists(st.sampled_from(pks))), data.draw(st.booleans()))
            else:
                gone = Call.objects.select_related("client").get(pk=data.draw(st.sampled_from(pks)))
                daily.move(daily.share_of(gone), None)
                gone.delete()
            assert counted() == recounted()
        for client in clients:
            assert daily.wrong_days(client) == []
            daily.rebuild(client)
        assert counted() == recounted()


def test_an_earlier_call_that_comes_late_is_the_first(cast: Cast) -> None:
    """It takes that from the one that was first until now, on its own day."""
    facts: dict[str, Any] = {
        "from_number": "+14155550101",
        "direction": "inbound",
        "result": "answered",
    }
    with scope.agency(cast.northwind.pk):
        come(cast.bright_smile, {**facts, "started_at": BEGAN + timedelta(days=2)})
        [(new, again, _none)] = counted().values()
        assert (new, again) == (1, 0)
        come(cast.bright_smile, {**facts, "started_at": BEGAN})
        assert sorted(counted().values()) == [(0, 1, 0), (1, 0, 0)]


@pytest.mark.parametrize("count", [1, 30])
def test_a_call_more_is_one_look_more_however_many_came_before(
    cast: Cast, count: int, django_assert_num_queries
) -> None:
    facts: dict[str, Any] = {
        "from_number": "+14155550101",
        "direction": "inbound",
        "result": "answered",
    }
    with scope.agency(cast.northwind.pk):
        for _n in range(count):
            come(cast.bright_smile, facts)
        call = a_call(cast.bright_smile, **facts)
        share = daily.share_of(call)
        # One of them asks for the first call from its number.
        with django_assert_num_queries(7):
            daily.move(None, share)
