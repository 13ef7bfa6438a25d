"""What is billed is what was called, whatever is told when; a closed period stays as it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies.models import Client
from callboard.billing import client_margins, periods, plans, statement
from callboard.billing.costs import Cost
from callboard.billing.models import Entry, Period, Plan, Rounding, Usage
from callboard.billing.models.entry import Why
from callboard.billing.plans import Offer
from callboard.billing.used import Used
from callboard.calls import aside, billed, waivers
from callboard.calls.models import Call
from callboard.providers import merge
from tests import cast as people
from tests.cast import ANA
from tests.inbox.line import Line, event_in
from tests.inbox.snapshot import undone
from tests.inbox.strategies import EXAMPLES, events
from tests.inbox.test_daily import ZONES, change_hands, move_house, turn_over

OFFER = Offer(
    name="Standard",
    currency="USD",
    monthly_price=29700,
    setup_fee=0,
    included_minutes=1,
    extra_minute_price=45,
    rounding=Rounding.PER_CALL_MINUTE,
    period_day=8,  # the calls are around the midnight before the 8th of March, New York
    due_days=14,
    tax_rate=Decimal(0),
)
FEBRUARY = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = [datetime(2026, month, 9, 12, tzinfo=UTC) for month in (3, 4, 5)]


@pytest.fixture
def harbor(line: Line, harbor_law: Client):
    return people.agent(harbor_law, line.connection)


def bill(client: Client, **changes) -> None:
    offer = replace(OFFER, **changes)
    plans.begin(client, offer, starts_on=date(2026, 2, 8), by=ANA, at=FEBRUARY)


def frozen() -> dict[int, tuple[int, int]]:
    """What the closed periods came to."""
    rows = Period.objects.filter(closed_at__isnull=False).select_related("terms", "client")
    told = {row.pk: statement.of(row) for row in rows}
    return {pk: (one.used.seconds, one.total) for pk, one in told.items()}


def leave_unbilled(name: str) -> None:
    call = Call.objects.select_related("client").filter(external_id=name).first()
    if call is not None and not waivers.give(call, "A test", by=ANA):
        waivers.take_back(call, by=ANA)


@EXAMPLES
@given(st.data())
def test_after_any_updates_it_equals_a_recount(line: Line, harbor, data) -> None:
    references = [line.agent.external_id, harbor.external_id]
    clients = (line.client, harbor.client)
    later = list(LATER)
    with undone():
        for client in clients:
            bill(client)
        for number in range(data.draw(st.integers(1, 8))):
            before = frozen()
            call = data.draw(st.sampled_from(["a", "b", "c"]))
            event = replace(
                data.draw(events(references)), external_call_id=call, dedupe_key=f"event {number}"
            )
            merge.apply(event, line.connection, event.occurred_at)
            if data.draw(st.booleans()):
                turn_over(line)
            if data.draw(st.integers(0, 3)) == 0:
                move_house(line, data.draw(st.sampled_from(ZONES)))
            if data.draw(st.integers(0, 3)) == 0:
                change_hands(call, harbor)
            if data.draw(st.integers(0, 2)) == 0:
                leave_unbilled(call)
            assert frozen() == before
            if later and data.draw(st.integers(0, 2)) == 0:
                now = later.pop(0)
                for client in clients:
                    periods.turn(client.pk, now)
            for client in clients:
                assert billed.wrong(client) == []
                assert billed.wrong_periods(client) == []
                assert spent(client) == recounted(client)


def spent(client: Client) -> Cost:
    """Over all periods, and what is in none yet."""
    of_periods = [one.margin.cost for one in client_margins.by_period(client)]
    waiting = [one.charged for one in Entry.objects.filter(client=client, period__isnull=True)]
    return sum([*of_periods, *waiting], start=Cost())


def recounted(client: Client) -> Cost:
    costs = Call.objects.shown_to_client().filter(client=client).values_list("cost", flat=True)
    known = [cost for cost in costs if cost is not None]
    return Cost(int(sum(known) * 1_000_000), len(costs) - len(known))


def told(
    line: Line,
    moment: datetime,
    call: str = "call-1",
    *,
    duration_ms: int = 125_000,
    cost: Decimal | None = Decimal("0.1"),
) -> Call:
    event = event_in(line.body(call=call))
    event = replace(event, started_at=moment, occurred_at=moment)
    event = replace(event, duration_ms=duration_ms, cost=cost)
    return merge.apply(event, line.connection, moment)


BEFORE_MIDNIGHT = datetime(2026, 3, 8, 4, 59, 30, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 3, 8, 5, 0, 30, tzinfo=UTC)


def used() -> dict[date, tuple[int, int]]:
    """Calls and seconds of each period by its first day."""
    rows = Usage.objects.select_related("period").filter(seconds__gt=0)
    return {row.period.starts_on: (row.calls, row.seconds) for row in rows}


def test_a_call_is_billed_in_the_period_of_the_business_own_day(line: Line) -> None:
    bill(line.client)
    told(line, BEFORE_MIDNIGHT, "a")
    told(line, AFTER_MIDNIGHT, "b")
    periods.turn(line.client.pk, AFTER_MIDNIGHT)
    assert used() == {date(2026, 2, 8): (1, 125), date(2026, 3, 8): (1, 125)}


def test_a_plan_takes_up_the_calls_that_were_there_before_it(line: Line) -> None:
    told(line, BEFORE_MIDNIGHT, "a")
    told(line, datetime(2026, 2, 1, tzinfo=UTC), "long before")
    bill(line.client)
    assert used() == {date(2026, 2, 8): (1, 125)}
    assert Entry.objects.count() == 2


def test_another_zone_moves_a_call_over_the_end_of_an_open_period(line: Line) -> None:
    bill(line.client)
    told(line, BEFORE_MIDNIGHT)
    periods.turn(line.client.pk, AFTER_MIDNIGHT)
    move_house(line, "Asia/Kathmandu")
    assert used() == {date(2026, 3, 8): (1, 125)}
    assert billed.wrong_periods(line.client) == []


def test_what_changes_after_the_close_is_a_correction_in_the_open_period(line: Line) -> None:
    bill(line.client)
    call = told(line, BEFORE_MIDNIGHT)
    periods.turn(line.client.pk, LATER[0])
    closed, present = Period.objects.select_related("terms", "client").order_by("starts_on")
    # 3 started minutes, one included, two at 45 cents.
    assert statement.of(closed).total == 29700 + 90
    aside.keep(call, by=ANA)
    assert statement.of(closed).total == 29700 + 90
    assert statement.of(present).total == 29700 - 90
    entry = Entry.objects.get(period=present)
    assert (entry.why, entry.seconds, entry.minutes) == (Why.GONE, -125, -3)
    aside.show(call, by=ANA)
    assert statement.of(present).total == 29700
    assert not Entry.objects.filter(period=present).exists()


def test_a_call_that_comes_in_after_the_close_is_paid_in_the_next_period(line: Line) -> None:
    bill(line.client)
    periods.turn(line.client.pk, LATER[0])
    told(line, BEFORE_MIDNIGHT)
    closed, present = Period.objects.select_related("terms", "client").order_by("starts_on")
    assert statement.of(closed).total == 29700
    (correction,) = statement.of(present).corrections
    assert (correction.of_period, correction.amount) == (closed, 90)
    assert Entry.objects.get().why == Why.LATE
    periods.turn(line.client.pk, LATER[1])
    assert statement.of(present).total == 29700 + 90


def test_a_call_without_length_that_comes_in_after_the_close_is_on_no_invoice(line: Line) -> None:
    bill(line.client)
    periods.turn(line.client.pk, LATER[0])
    told(line, BEFORE_MIDNIGHT, duration_ms=0)
    present = Period.objects.select_related("terms", "client").get(closed_at__isnull=True)
    assert statement.of(present).corrections == []
    assert Entry.objects.get().why == Why.COST
    assert billed.differences(line.client) == ([], [])


def test_a_cost_that_is_told_after_the_close_is_of_the_open_period_and_bills_nothing(
    line: Line,
) -> None:
    bill(line.client)
    told(line, BEFORE_MIDNIGHT, cost=None)
    periods.turn(line.client.pk, LATER[0])
    before = frozen()
    told(line, BEFORE_MIDNIGHT, cost=Decimal("0.25"))
    closed, present = Period.objects.select_related("terms", "client").order_by("starts_on")
    assert frozen() == before
    assert statement.of(closed).cost == Cost(0, 1)
    # Known by now: one unknown call less.
    assert statement.of(present).cost == Cost(250_000, -1)
    assert statement.of(present).used == Used()
    assert statement.of(present).corrections == []
    assert billed.differences(line.client) == ([], [])


def test_what_is_not_billed_costs_the_agency_all_the_same(line: Line) -> None:
    bill(line.client)
    call = told(line, BEFORE_MIDNIGHT, cost=Decimal("0.25"))
    waivers.give(call, "A test", by=ANA)
    (period,) = Period.objects.select_related("terms", "client")
    assert (statement.of(period).used, statement.of(period).cost) == (Used(), Cost(250_000))


def test_a_period_is_not_closed_before_its_last_calls_are_told(line: Line) -> None:
    bill(line.client)
    periods.turn(line.client.pk, datetime(2026, 3, 8, 7, 59, tzinfo=UTC))
    assert [row.is_closed for row in Period.objects.order_by("starts_on")] == [False, False]
    periods.turn(line.client.pk, datetime(2026, 3, 8, 8, 0, tzinfo=UTC))
    assert [row.is_closed for row in Period.objects.order_by("starts_on")] == [True, False]
    periods.turn(line.client.pk, datetime(2026, 3, 8, 8, 0, tzinfo=UTC))
    assert Period.objects.count() == 2


def test_the_worker_turns_the_periods_of_every_client(line: Line, harbor) -> None:
    bill(line.client)
    bill(harbor.client)
    now = LATER[1]
    while periods.turn_due(now):
        pass
    assert Period.objects.count() == 6
    assert Period.objects.filter(closed_at__isnull=True).count() == 2


def test_a_client_whose_periods_cannot_be_turned_keeps_no_other_waiting(line: Line, harbor) -> None:
    bill(line.client)
    bill(harbor.client)
    Plan.objects.filter(client=line.client).delete()
    assert periods.turn_due(LATER[0])
    with pytest.raises(Plan.DoesNotExist):
        periods.turn_due(LATER[0])
    assert Period.objects.filter(closed_at__isnull=False).get().client == harbor.client


def test_a_call_that_is_billed_again_counts_as_it_is_by_then(line: Line) -> None:
    bill(line.client)
    shown = told(line, BEFORE_MIDNIGHT, duration_ms=60_000)
    waivers.give(shown, "A test", by=ANA)
    told(line, BEFORE_MIDNIGHT, duration_ms=125_000)
    waivers.take_back(shown, by=ANA)
    assert used() == {date(2026, 2, 8): (1, 125)}
    assert billed.wrong(line.client) == []


def test_what_somebody_wrote_past_the_ledger_is_found_and_mended(line: Line) -> None:
    bill(line.client)
    call = told(line, BEFORE_MIDNIGHT)
    Call.objects.filter(pk=call.pk).update(duration_ms=60_000)
    assert billed.wrong(line.client) == [call.pk]
    billed.mend(line.client)
    assert billed.wrong(line.client) == []
    assert used() == {date(2026, 2, 8): (1, 60)}
    Usage.objects.update(seconds=1)
    assert len(billed.wrong_periods(line.client)) == 1
    billed.mend(line.client)
    assert billed.wrong_periods(line.client) == []
