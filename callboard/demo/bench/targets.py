"""What is measured, and what it has to reach: the lines of the table, one target a function."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median

from django.db import connection as database
from django.db import transaction

from callboard.calls import listing, search
from callboard.calls.filters import Filters, Length
from callboard.calls.models import Call, Result
from callboard.demo.bench import raw
from callboard.demo.bench.house import House
from callboard.demo.bench.page import weight
from callboard.demo.bench.pairs import Pair, measured
from callboard.demo.bench.report import Line, compared, figures
from callboard.demo.bench.terms import Class, classes
from callboard.demo.big import writing
from callboard.demo.big.rows import Maker, Rows
from callboard.tenancy import scope

# What nobody of the big client's callers ever did.
_NO_MATCH = {
    "outcome": Filters(results=(Result.BUSY,)),
    "two outcomes": Filters(results=(Result.BUSY, Result.CANCELLED)),
    "outcome and length": Filters(results=(Result.HUNG_UP,), lengths=(Length.LONG,)),
    "outcome and booking": Filters(results=(Result.MESSAGE,), booked=True),
    "booking, spam too": Filters(booked=True, with_spam=True),
    "flagged": Filters(flagged=True),
    "outcome, three years": Filters(results=(Result.BUSY,), since=date(2020, 1, 1)),
}
_SEEDED = 3_000
# Numbers that no call has yet.
FAR = 50_000_000
KILOBYTE = 1024


def the_list(house: House, pairs: int) -> Iterator[Line]:
    """P4: a page of the list costs the same whatever lies below it."""
    big, small = house.big, house.small
    pair = measured(lambda: big.get("/calls/"), lambda: small.get("/calls/"), pairs * 3)
    yield compared("P4 list beside a small client's", pair, most=1.15)
    with scope.client(house.agency.pk, big.client.pk):
        rows = Call.objects.shown_to_client().newest_first()
        deep = rows.values_list("public_id", flat=True)[raw.counted(big.client.pk) * 9 // 10]
    far = f"/calls/?after={deep}"
    pair = measured(lambda: big.get(far), lambda: big.get("/calls/"), pairs * 3)
    yield compared("P4 nine tenths down beside page 1", pair, most=1.3)


def a_filter(house: House, pairs: int) -> Iterator[Line]:
    """P6: that no call is meant is found in the index. The slowest of the filters is judged."""
    found = [(name, _filtered(house, filters, pairs)) for name, filters in _NO_MATCH.items()]
    for name, pair in found:
        yield Line(f"   {name}", figures(pair))
    _name, worst = max(found, key=lambda each: each[1].ours)
    yield compared("P6 filter without a match, worst", worst, most=3, most_ms=200)


def _filtered(house: House, filters: Filters, pairs: int) -> Pair:
    client = house.big.client

    def ours() -> None:
        with scope.client(house.agency.pk, client.pk):
            rows = Call.objects.shown_to_client()
            zone = client.time_zone
            if listing.page(rows, filters, zone, before="", after="").rows:
                raise RuntimeError("A filter without a match has one.")

    return measured(ours, lambda: raw.counted(client.pk), pairs)


def the_search(house: House, pairs: int) -> Iterator[Line]:
    """P7: the worst class beside the worst of the raw queries, and the middle one. Class by class
    it would be a page's fixed cost beside a word that the index alone knows to be absent.
    """
    client_id = house.big.client.pk
    worst_ms = 100 if database.vendor == "sqlite" else 400
    with scope.client(house.agency.pk, client_id):
        found = [(one, _searched(client_id, one, pairs)) for one in classes()]
    for one, pair in found:
        yield Line(f"   {one.name}", figures(pair), f"{one.typed}")
    ours, raws = max(pair.ours for _, pair in found), max(pair.other for _, pair in found)
    worst = Pair(ours, raws, ours / raws)
    yield compared("P7 search, the worst classes", worst, most=1.5, most_ms=worst_ms)
    middle = median(pair.ours for _one, pair in found)
    yield Line("P7 search, the middle class", f"{middle:8.2f} ms", "<= 10 ms", middle <= 10)


def _searched(client_id: int, one: Class, pairs: int) -> Pair:
    def ours() -> list[int]:
        rows = search.matching(Call.objects.shown_to_client(), one.typed, limit=raw.SHOWN)
        return list(rows.values_list("pk", flat=True))

    if sorted(ours()) != sorted(raw.searched(client_id, one)):
        raise RuntimeError(f"The search for {one.typed} finds other calls than the raw query.")
    return measured(ours, lambda: raw.searched(client_id, one), pairs)


def the_weight(house: House) -> Iterator[Line]:
    """P15: the first view of the list."""
    found = weight(house.big, "/calls/")
    whole, page = found.bytes / KILOBYTE, found.page / KILOBYTE
    told = f"{whole:.1f} KB (page {page:.1f}), {found.requests} requests"
    met = found.bytes <= 60 * KILOBYTE and found.requests <= 5
    yield Line("P15 first view of the list", told, "<= 60 KB, <= 5 requests", met)


def the_seed(house: House, now: datetime, pairs: int, calls: int) -> Iterator[Line]:
    """P16: making calls and writing them, beside only writing them."""
    agent, seeded = house.big.agent, min(_SEEDED, calls)
    with scope.agency(house.agency.pk):
        later = now + timedelta(days=1)
        maker = Maker(agent, later, later + timedelta(days=30), caller_back=0)

        def made() -> list[Rows]:
            return list(maker.rows(FAR, FAR + seeded, FAR + seeded, _beyond()))

        kept = made()

        def ours() -> None:
            with transaction.atomic():
                writing.write(made())
                transaction.set_rollback(True)

        def other() -> None:
            with transaction.atomic():
                writing.write(kept)
                transaction.set_rollback(True)

        pair = measured(ours, other, pairs)
    rates = [seeded / ms * 1000 for ms in (pair.ours, pair.other)]
    told = f"{rates[0]:,.0f} calls/s beside {rates[1]:,.0f}: {1 / pair.ratio:.0%}"
    yield Line("P16 seeding, with search", told, ">= 60%", 1 / pair.ratio >= 0.6)


def _beyond() -> int:
    """An id that no call has."""
    with database.cursor() as cursor:
        cursor.execute("SELECT max(id) + 1000000 FROM calls_call")
        return int(cursor.fetchone()[0])
