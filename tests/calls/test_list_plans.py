"""How the databases find a page of calls: in an index, and no call is read that is not shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from callboard.calls import callers, filters, listing, reading
from callboard.calls.chosen import chosen
from callboard.calls.first_calls import with_first
from callboard.calls.models import Call
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import a_call

ADDRESSES = (
    "",
    "days=7",
    "outcome=booked",
    "outcome=busy&length=long",
    "outcome=message&booking=1",
    "outcome=voicemail&outcome=busy",
    "length=long&length=short",
    "booking=1",
    "flagged=1",
    "call_back=1",
    "spam=1&days=30&outcome=spam",
)

COVERING = (
    "COVERING INDEX calls_call_of_client",
    "Index Only Scan using calls_call_of_client",
)

# In the list's own index all calls would be walked for what hardly any of them is.
NARROWER = {
    "outcome=booked": ("calls_call_of_result",),
    "outcome=busy&length=long": ("calls_call_of_result",),
    "outcome=message&booking=1": ("calls_call_of_result", "calls_call_booked"),
    # PostgreSQL knows how few they are, and sorts them.
    "outcome=voicemail&outcome=busy": (*COVERING, "calls_call_of_result"),
    "spam=1&days=30&outcome=spam": ("calls_call_of_result",),
    "booking=1": ("calls_call_booked",),
    "flagged=1": ("calls_call_flagged",),
    "call_back=1": ("calls_call_to_call_back",),
}

# Twenty thousand copies of one call, a minute apart, every seventh spam, from a few thousand
# numbers.
_COPY = """
INSERT INTO calls_call
    ({columns}, public_id, external_id, started_at, created_at, from_number, result)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
SELECT {columns}, {text}, {text}, {moment}, {moment}, '+1207555' || (1000 + i %% 3000),
    CASE WHEN i %% 7 = 0 THEN 'spam' ELSE 'answered' END
FROM calls_call CROSS JOIN n WHERE calls_call.id = %s
"""


def many(call: Call, count: int) -> None:
    own = {"id", "public_id", "external_id", "started_at", "created_at", "from_number", "result"}
    columns = ", ".join(f.column for f in Call._meta.fields if f.column not in own)
    sqlite = connection.vendor == "sqlite"
    sql = _COPY.format(
        columns=columns,
        count=count,
        text=f"'{call.pk}-' || i",
        moment="datetime('now', '-' || i || ' minutes')"
        if sqlite
        else "now() - i * interval '1 minute'",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [call.pk])
        if not sqlite:
            # As autovacuum leaves it: only then is an index read alone.
            cursor.execute("VACUUM ANALYZE calls_call")


AS_MUCH_AS_A_PROVIDER_TELLS = {"facts": "x" * 1000}

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("record_can_be_emptied"),
]


@pytest.fixture
def maya(cast: Cast):
    with scope.agency(cast.northwind.pk):
        for of in (cast.bright_smile, cast.harbor_law):
            many(a_call(of, known=AS_MUCH_AS_A_PROVIDER_TELLS), 10_000)
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        membership = Membership.objects.get(user=cast.maya)
        membership.since = timezone.now() - timedelta(minutes=30)
        membership.save()
        yield membership


def complaints(plan: str) -> list[str]:
    """Lines of a plan that read calls without an index, or sort them.

    PostgreSQL may sort the few ids that it expects out of an index that it reads alone."""
    if connection.vendor == "sqlite":
        bad = ["SCAN calls_call", "SCAN U0", "USE TEMP B-TREE"]
    elif "Index Only Scan" in plan and "rows=1 " in plan:
        bad = ["Seq Scan on calls_call"]
    else:
        bad = ["Seq Scan on calls_call", "Sort"]
    return [line for line in plan.splitlines() if any(one in line for one in bad)]


def test_a_page_is_found_in_an_index(maya: Membership) -> None:
    for address in ADDRESSES:
        rows = chosen(Call.objects.shown_to_client(), filters.of_text(address), "America/New_York")
        ids = rows.order_by("-started_at", "-id")[:51]
        whole = reading.with_unread(Call.objects.by_ids(ids).select_related("agent"), maya)
        plan = whole.explain()
        assert complaints(plan) == [], plan
        if connection.vendor == "sqlite":
            assert "INTEGER PRIMARY KEY" in plan
        assert any(words in plan for words in NARROWER.get(address, COVERING)), plan


def test_whether_somebody_called_before_is_one_look_into_an_index(maya: Membership) -> None:
    ids = Call.objects.shown_to_client().order_by("-started_at", "-id")[:51]
    plan = with_first(Call.objects.by_ids(ids)).explain()
    assert complaints(plan) == [], plan
    assert "calls_call_of_number" in plan


def test_a_number_s_first_call_is_one_look_into_an_index(maya: Membership, cast: Cast) -> None:
    plan = callers.of_number(cast.bright_smile.pk, "+12075551007")[:1].explain()
    assert [line for line in complaints(plan) if "Sort" not in line] == [], plan
    assert "calls_call_of_number" in plan


def test_the_agency_s_list_too(maya: Membership, cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        for address in ("", "outcome=voicemail", "whose=nobody", "whose=aside", "booking=1"):
            asked = filters.of_text(address, for_agency=True)
            rows = chosen(Call.objects.all(), asked, "America/New_York")
            plan = Call.objects.by_ids(rows.order_by("-started_at", "-id")[:51]).explain()
            assert complaints(plan) == [], plan


def test_counting_the_unread_walks_what_is_new_alone(maya: Membership) -> None:
    assert (
        reading.count_unread(maya)
        == Call.objects.filter(created_at__gte=maya.since).without_spam().count()
    )
    plan = reading.unread_ids(maya)[:100].explain()
    assert complaints(plan) == []
    assert "calls_call_by_arrival" in plan
    assert "calls_call_of_client" not in plan


def test_a_deep_page_begins_in_the_index(maya: Membership) -> None:
    place = Call.objects.order_by("started_at").first()
    assert place is not None
    page = listing.page(
        Call.objects.shown_to_client(),
        filters.Filters(),
        "America/New_York",
        before=place.public_id,
        after="",
        reader=maya,
    )
    assert len(page.rows) == 50
    plan = Call.objects.shown_to_client().before(place.started_at, place.pk).newest_first()[:51]
    assert complaints(plan.explain()) == []
