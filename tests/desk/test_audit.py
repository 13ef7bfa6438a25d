"""The record of every act: words for each, filters, pages, exports, and who may see whose."""

import csv
import io
import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import callboard
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.models import Entry
from callboard.audit.record import record
from callboard.desk import audit_words
from callboard.people.roles import ALL_RIGHTS, Role
from callboard.tenancy import scope
from callboard.ui import csv_lines
from callboard.visibility.catalogue import ITEMS
from tests.cast import Cast, browser

PAGE = "/agency/audit/"
BEN = Actor("staff", "Ben Okafor", ip="198.51.100.4", user_agent="Firefox")


def told(cast: Cast, act: str = "client.changed", by: Actor = BEN, **facts) -> Entry:
    with scope.agency(cast.northwind.pk):
        return record(act, agency_id=cast.northwind.pk, by=by, **facts)


@pytest.fixture
def desk(cast: Cast):
    return browser(cast.northwind, cast.ana)


def exported(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows_of(page: str) -> int:
    return page.count('<th scope="row"')


def test_every_act_has_words() -> None:
    groups = "|".join(audit_words.GROUPS)
    written = re.compile(rf'"((?:{groups})\.[a-z_]+)"')
    notes = {"mail.claimed", "mail.told", "mail.example"}
    notes |= {"recording.fetched", "recording.stored", "recording.compressed"}
    notes |= {"stripe.stored", "stripe.looked", "stripe.extra", "stripe.item"}
    # Rights, and what an agency can hide, are named alike.
    notes |= ALL_RIGHTS | set(ITEMS)
    found = set()
    for file in Path(callboard.__file__).parent.rglob("*.py"):
        # Paths into a provider's body and names of its events look the same ("call.cost").
        theirs = file.parent.name in ("vapi", "reading", "fake_stripe")
        if "audit_words" not in file.name and not theirs:
            found |= set(written.findall(file.read_text()))
    assert {act for act in found - notes if act not in audit_words.ACTS} == set()


def test_every_refused_try_has_words() -> None:
    people = Path(callboard.__file__).parent / "people"
    source = "".join(file.read_text() for file in people.glob("*.py"))
    tries = {f"invitation.{event}" for event in re.findall(r'[. ]attempt\(\s*"([a-z_]+)"', source)}
    tries |= {f"staff.{event}_refused" for event in re.findall(r'_attempt\("([a-z_]+)"', source)}
    ends = set(re.findall(r'_end\(membership, [\w.]+, "([a-z.]+)"', source))
    tries |= {f"invitation.{act}" for act in ends}
    assert ends
    assert tries == set(audit_words.TRIED)


def test_who_what_when_from_where_before_and_after(cast: Cast, desk) -> None:
    told(cast, client_id=cast.bright_smile.pk, before={"name": "Old"}, after={"name": "New"})
    page = desk.get(f"{PAGE}?who=ben").text
    for words in ("Changed a client’s details", "Ben Okafor", "198.51.100.4", "Old → New"):
        assert words in page
    assert f"/agency/clients/{cast.bright_smile.public_id}/" in page


def test_filters(cast: Cast, desk) -> None:
    old = datetime(2026, 3, 1, 12, tzinfo=UTC)
    told(cast, "agent.added", at=old)
    told(cast, "client.archived", denied=True, client_id=cast.harbor_law.pk)
    assert rows_of(desk.get(f"{PAGE}?client=harbor").text) == 1
    assert rows_of(desk.get(f"{PAGE}?what=agent").text) == 1
    assert rows_of(desk.get(f"{PAGE}?denied=on").text) == 1
    assert rows_of(desk.get(f"{PAGE}?since=2026-03-01&until=2026-03-01").text) == 1
    assert "Nothing recorded for these filters." in desk.get(f"{PAGE}?who=nobody").text


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "until=0001-01-01",
        "since=9999-12-31",
        "what=emperor",
        "place=x,y",
        "place=9999-12-31T00:00:00%2B00:00,-5",
        "place=2026-01-01T00:00:00",
        "place=0001-01-01T00:00:00%2B14:00,0",
        "place=9999-12-31T23:59:59-14:00,3",
        "place=2026-01-01T00:00:00%2B23:59,0",
        "who=%00",
    ],
)
def test_a_filter_that_cannot_be_read_never_fails(desk, query: str) -> None:
    assert desk.get(f"{PAGE}?{query}").status_code == 200


def test_pages_show_each_entry_once_though_many_share_a_moment(cast: Cast, desk) -> None:
    at = timezone.now() - timedelta(days=3)
    for number in range(130):
        told(cast, "agent.changed", at=at - timedelta(seconds=number // 70), after={"n": number})
    seen: list[str] = []
    page = desk.get(f"{PAGE}?what=agent").text
    for _ in range(5):
        seen += re.findall(r"<dt>n</dt><dd>(\d+)", page)
        older = re.search(r'href="([^"]+)" rel="next"|rel="next"[^>]*href="([^"]+)"', page)
        if older is None:
            break
        link = (older[1] or older[2]).replace("&amp;", "&")
        page = desk.get(PAGE + link).text
    assert sorted(map(int, seen)) == list(range(130))


def test_one_client_s_own(cast: Cast, desk) -> None:
    told(cast, client_id=cast.harbor_law.pk)
    told(cast, "branding.changed")
    page = desk.get(f"/agency/clients/{cast.harbor_law.public_id}/audit/").text
    assert "Changed a client’s details" in page
    assert "Changed the branding" not in page


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.READ_ONLY])
def test_who_may_only_look_sees_their_own_acts(cast: Cast, role: Role) -> None:
    user = cast.staff[role]
    told(cast)
    told(cast, "profile.changed", by=Actor("staff", user.name, user.public_id))
    page = browser(cast.northwind, user).get(PAGE).text
    assert "Ben Okafor" not in page
    assert "Changed the profile" in page


def test_o061_another_agency_sees_nothing_of_it(cast: Cast) -> None:
    told(cast)
    theirs = browser(cast.lumen, cast.lumen_owner)
    assert "Ben Okafor" not in theirs.get(PAGE).text
    assert b"Ben Okafor" not in exported(theirs.post(f"{PAGE}record.csv"))


def test_exports_hold_what_is_shown_and_are_recorded(cast: Cast, desk) -> None:
    told(cast, before={"name": 'Äpfel, "rot"\n'}, after={"name": "x"})
    told(cast, "agent.added", by=SYSTEM)
    answer = desk.post(f"{PAGE}record.csv", {"who": "Ben"})
    assert "attachment" in answer["Content-Disposition"]
    text = exported(answer).decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(text))
    assert (line["act"], line["who"]) == ("client.changed", "Ben Okafor")
    assert json.loads(line["before"]) == {"name": 'Äpfel, "rot"\n'}
    lines = exported(desk.post(f"{PAGE}record.jsonl", {"what": "agent"}))
    assert [json.loads(line)["act"] for line in lines.splitlines()] == ["agent.added"]
    with scope.agency(cast.northwind.pk):
        kinds = [entry.after for entry in Entry.objects.filter(act="audit.exported").order_by("id")]
    assert kinds == [{"as": "csv", "who": "Ben"}, {"as": "jsonl", "what": "agent"}]


def test_a_filter_that_cannot_be_read_exports_nothing(cast: Cast, desk) -> None:
    """It was left out once, and everything was in the file."""
    refused = desk.post(f"{PAGE}record.csv", {"since": "yesterday"})
    assert refused.status_code == 422
    assert "Enter a valid date." in refused.text
    with scope.agency(cast.northwind.pk):
        assert not Entry.objects.filter(act="audit.exported").exists()


def test_one_client_s_record_is_exported_alone(cast: Cast, desk) -> None:
    told(cast, client_id=cast.bright_smile.pk)
    told(cast, client_id=cast.harbor_law.pk)
    path = f"/agency/clients/{cast.harbor_law.public_id}/audit/"
    assert f'action="{path}record.csv"' in desk.get(path).text
    lines = exported(desk.post(f"{path}record.jsonl", {"who": "Ben"})).splitlines()
    assert {json.loads(line)["client"] for line in lines} == {"Harbor Law Group"}
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.get(act="audit.exported").client_id == cast.harbor_law.pk


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1+2", "@x", "\t=1", "\r=1", "  =1", "|x", "%x"])
def test_o099_a_cell_runs_nothing_in_a_spreadsheet(evil: str) -> None:
    assert csv_lines.harmless(evil).startswith("'")


@pytest.mark.parametrize("evil", ["Maya;=1+1", "x; @y", "a\tb;|cmd"])
def test_o099_split_at_semicolons_it_runs_nothing_either(evil: str) -> None:
    cells = [cell for row in csv.reader([csv_lines.harmless(evil)], delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "@", "|", "-"))]


@pytest.mark.parametrize("plain", ["-1", "-12.50", "5", "a=b", "Maya"])
def test_o099_plain_cells_stay_as_they_are(plain: str) -> None:
    assert csv_lines.harmless(plain) == plain


def test_a_cell_of_many_lines_is_written_at_once() -> None:
    """As long as a summary may be: it took eleven seconds."""
    long = "a" + "\n" * 20_000 + "b"
    began = time.process_time()
    assert csv_lines.harmless(long) == long
    assert csv_lines.harmless(long[:-1] + " ; \t=1") == long[:-1] + " ; \t'=1"
    assert time.process_time() - began < 1


def test_the_page_costs_the_same(cast: Cast, desk, django_assert_num_queries) -> None:
    told(cast, client_id=cast.bright_smile.pk)
    desk.get(PAGE)
    # The agency with its brand, who this is, the entries.
    with django_assert_num_queries(3):
        desk.get(PAGE)
    for _ in range(60):
        told(cast, client_id=cast.harbor_law.pk)
    with django_assert_num_queries(3):
        desk.get(PAGE)
