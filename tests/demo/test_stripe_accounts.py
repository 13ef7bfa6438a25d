"""Any agency of the demo can connect to its Stripe, with any test key."""

from pathlib import Path

import pytest

from callboard.demo.fake_stripe import Book, api, pages
from callboard.demo.fake_stripe.accounts import Accounts
from callboard.demo.fake_stripe.book import Refusal

SEEDED, MINE = "sk_test_seeded1", "sk_test_Anything_1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    Book(file=(file := tmp_path / "fake-stripe.json"), keys={SEEDED: []}).save()
    return file


def test_each_test_key_opens_an_account_that_is_still_there_later(file: Path) -> None:
    accounts = Accounts(file, "http://demo")
    book, key = accounts.of_key(MINE)
    made = api.answer(book, "POST", "/v1/customers", {"name": "Juniper"}, key=key, once="1")
    assert book.account["id"] != accounts.of_key(SEEDED)[0].account["id"]
    again, key = Accounts(file, "http://demo").of_key(MINE)
    found = api.answer(again, "GET", f"/v1/customers/{made['id']}", {}, key=key)
    assert found["name"] == "Juniper"
    assert MINE not in "".join(one.read_text() for one in file.parent.iterdir())


def test_its_pages_know_whose_customer_it_is(file: Path) -> None:
    accounts = Accounts(file, "http://demo")
    book, key = accounts.of_key(MINE)
    made = api.answer(book, "POST", "/v1/customers", {"name": "Juniper"}, key=key)
    assert accounts.of_thing(made["id"]) is book
    assert accounts.of_thing("cus_nobody") is accounts.of_key(SEEDED)[0]


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("http://lumen.localhost:8000/billing/", "http://lumen.localhost:8000/billing/"),
        ("http://localhost.example/", "/"),
    ],
)
def test_who_changed_a_card_comes_back_to_the_agency_s_own_host(
    file: Path, back: str, leads_to: str
) -> None:
    book, key = Accounts(file, "http://demo").of_key(MINE)
    made = api.answer(book, "POST", "/v1/customers", {"name": "Juniper"}, key=key)
    status, headers, _body = pages.answer(book, "POST", f"/card/{made['id']}", {"back": back})
    assert (status, headers["Location"]) == (303, leads_to)


@pytest.mark.parametrize("key", ["", "sk_live_Anything1", "pk_test_Anything1", "sk_test_"])
def test_other_keys_are_refused(file: Path, key: str) -> None:
    book, known_as = Accounts(file, "http://demo").of_key(key)
    with pytest.raises(Refusal):
        api.answer(book, "GET", "/v1/account", {}, key=known_as)
