"""The clients list: tabs, search, pages, and how many queries it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from callboard.people.access import Access
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, agency, client, staff
from tests.desk.sessions import signed_in
from tests.people.test_access_states import put

MOST_QUERIES = 8


def names(answer) -> list[str]:
    return re.findall(r'class="row-link"[^>]*>([^<]+)<', answer.content.decode())


def tabs(answer) -> dict[str, int]:
    page = answer.content.decode().split('class="tabs"')[1].split("</nav>")[0]
    return {
        label.strip(): int(count)
        for label, count in re.findall(r'>([^<>]+?) <span class="count">(\d+)', page)
    }


@pytest.fixture
def one_of_each(dentist) -> None:
    for state in Access:
        name = f"{state.label} Ltd"
        made = client(dentist.agency, name, f"{state.value.replace('_', '-')}@pine.example")
        put(made, state)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", 7),
        ("not_invited", 2),
        ("waiting", 1),
        ("problem", 2),
        ("active", 1),
        ("revoked", 1),
        *((state, 1) for state in Access.values),
        ("nonsense", 7),
    ],
)
def test_tabs_and_states_filter(ana, one_of_each, asked: str, expected: int) -> None:
    answer = ana.get(f"/agency/clients/?access={asked}&q=Ltd")
    assert len(names(answer)) == expected
    assert tabs(answer) == {
        "All": 7,
        "Not invited": 2,
        "Waiting": 1,
        "Problem": 2,
        "Active": 1,
        "Revoked": 1,
    }


def test_search_finds_by_name_contact_address_and_mobile(cast: Cast, ana) -> None:
    with scope.agency(cast.northwind.pk):
        client(
            cast.northwind,
            "Oak Plumbing",
            "jo@oak.example",
            contact_name="Jo March",
            mobile="+12075550144",
        )
    for text in ("oak plumb", "jo@oak", "march", "5550144", "march oak"):
        assert names(ana.get("/agency/clients/", {"q": text})) == ["Oak Plumbing"], text
    for text in ("%", "_", "'; drop table", "\0", "x" * 5000):
        assert ana.get("/agency/clients/", {"q": text}).status_code == 200


def test_nothing_found_is_not_nothing_there(cast: Cast, ana) -> None:
    page = ana.get("/agency/clients/?q=zzz").content.decode()
    assert "No clients match “zzz”." in page
    assert "No clients yet." not in page
    empty = agency("Fresh", "fresh", "fresh.test", "#0d9488")
    with scope.agency(empty.pk):
        owner = staff(empty, "o@fresh.example", "Olga Fresh", Role.OWNER)
    page = signed_in(empty, owner).get("/agency/clients/").content.decode()
    assert "No clients yet." in page
    assert page.count("Add Client") == 1


@pytest.mark.parametrize("many", [5, 60])
def test_a_list_costs_the_same_queries_for_few_and_many(cast: Cast, ana, many: int) -> None:
    with scope.agency(cast.northwind.pk):
        for number in range(many):
            made = client(cast.northwind, f"Client {number:03}", f"c{number}@many.example")
            if number % 5 == 0:
                put(made, Access.INVITE_SENT)
    ana.get("/agency/clients/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = ana.get("/agency/clients/")
    assert answer.status_code == 200
    assert len(queries) <= MOST_QUERIES, [query["sql"][:90] for query in queries]
    assert len(answer.content) < 100_000


def test_pages_by_keyset_show_each_client_once(cast: Cast, ana) -> None:
    with scope.agency(cast.northwind.pk):
        # Equal names: the id decides.
        for number in range(118):
            client(cast.northwind, f"Client {number // 4:03}")
    seen, path, pages = [], "/agency/clients/?access=no_email", 0
    while path:
        page = ana.get(path).content.decode()
        seen += re.findall(r'class="row-link" href="([^"]+)"', page)
        pages += 1
        link = re.search(r'href="([^"]+)"[^>]*rel="next"', page)
        path = link[1].replace("&amp;", "&") if link else ""
    assert (pages, len(seen), len(set(seen))) == (3, 118, 118)
    back = re.search(r'href="([^"]+)"[^>]*rel="prev"', page)
    assert back is not None
    middle = ana.get(back[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r'class="row-link" href="([^"]+)"', middle) == seen[50:100]


def test_a_live_search_gets_the_results_alone(ana) -> None:
    htmx = {"HX-Request": "true", "HX-Target": "results"}
    page = ana.get("/agency/clients/?q=Harbor", headers=htmx).content.decode()
    assert "<html" not in page
    assert "Harbor Law Group" in page


def test_facts_beside_the_badge(ana, one_of_each) -> None:
    page = ana.get("/agency/clients/?q=Ltd").content.decode()
    facts = re.findall(r'class="cell-fact">([^<]+)', page)
    assert "Not invited yet" in facts
    assert "1 person" in facts
    assert "The mail came back" in facts
    assert any(fact.startswith("Expired ") for fact in facts)
    assert "Waiting to send · 7 days left" in facts
    assert "Since today" in facts
