"""One sign-in page for both sides."""

import re
from datetime import timedelta

from django.test import Client as Browser

from callboard.agencies import addresses
from callboard.limits.models import Bucket
from callboard.people import contact, revocation
from callboard.people.models import User
from callboard.people.passwords import PortalArgon2Hasher
from callboard.tenancy import scope
from callboard.ui.times import clock_time
from tests.cast import ANA, PASSWORD, Cast, browser, member

MAYA = "maya@brightsmile.example"

ELSEWHERE = [
    "//evil.example/",
    "https:evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "%2f%2fevil.example",
    "/\t/evil.example",
    "http://lumen.test/calls/",
    " //evil.example",
    "calls/",
]


def sign_in(visitor: Browser, email: str = MAYA, password: str = PASSWORD, **more: str):
    return visitor.post("/sign-in/", {"email": email, "password": password, **more})


def test_the_first_form_is_the_one_to_sign_in_with(visitor: Browser) -> None:
    page = visitor.get("/sign-in/").text
    first = re.search(r"<form.*?</form>", page, re.DOTALL)
    assert first is not None
    for name in ("email", "password", "keep"):
        assert f'name="{name}"' in first.group()


def test_where_it_leads(cast: Cast) -> None:
    assert sign_in(browser(cast.northwind))["Location"] == "/"
    assert sign_in(browser(cast.northwind), cast.ana.email)["Location"] == "/agency/"
    with scope.agency(cast.northwind.pk):
        contact.set_contact_address(cast.harbor_law, addresses.parse(cast.ana.email), by=ANA)
        member(cast.harbor_law)
    both = browser(cast.northwind)
    assert sign_in(both, cast.ana.email)["Location"] == "/agency/"
    assert 'href="/agency/"' in both.get("/calls/").text
    assert 'href="/calls/"' in both.get("/agency/clients/").text


def test_a_wrong_password_keeps_the_address(visitor: Browser) -> None:
    page = sign_in(visitor, password="not the kettle")
    assert page.status_code == 422
    assert MAYA in page.text
    assert "not the kettle" not in page.text
    assert "The email or password isn’t right." in page.text


def test_what_is_missing_is_said(visitor: Browser) -> None:
    for nothing in ({}, {"email": MAYA}, {"password": PASSWORD}, {"email[]": MAYA}):
        assert visitor.post("/sign-in/", nothing).status_code == 422


def test_unknown_and_known_addresses_get_the_same_page(cast: Cast) -> None:
    def words(email: str) -> str:
        page = sign_in(browser(cast.northwind), email, "not the kettle").text
        return re.sub(r'(value="|FToken": ")[^"]*"', "", page).replace(email, "")

    assert words(MAYA) == words("nobody@nowhere.example")


def test_o046_the_same_statements_and_hashes_for_everybody(
    cast: Cast, invitation, monkeypatch, django_assert_num_queries
) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    hashed: list[str] = []

    def counted(name: str, plain):
        def hashing(*given: object) -> object:
            hashed.append(name)
            return plain(*given)

        monkeypatch.setattr(PortalArgon2Hasher, name, hashing)

    counted("encode", PortalArgon2Hasher.encode)
    counted("verify", PortalArgon2Hasher.verify)
    words = set()
    for email in (cast.ana.email, MAYA, invitation.address, "nobody@nowhere.example", "no address"):
        visitor = browser(cast.northwind, REMOTE_ADDR="198.51.100.7")
        # The agency, a hit of each limit, account, staff and member.
        with django_assert_num_queries(6):
            page = sign_in(visitor, email, "wrong kettle")
        assert page.status_code == 422
        assert len(hashed) == 1
        hashed.clear()
        words.add(re.sub(r'(value="|FToken": ")[^"]*"', "", page.text))
    assert len(words) == 1


def test_o044_too_many_tries_from_one_network(cast: Cast) -> None:
    attacker = browser(cast.northwind, REMOTE_ADDR="198.51.100.7")
    statuses = [sign_in(attacker, password="wrong kettle").status_code for _ in range(20)]
    assert statuses == [422] * 10 + [429] * 10
    refused = sign_in(attacker)
    assert refused.status_code == 429
    until = Bucket.objects.latest("since").since + timedelta(minutes=15)
    assert clock_time(until, cast.northwind.time_zone) in refused.text
    assert MAYA in refused.text
    assert sign_in(browser(cast.northwind, REMOTE_ADDR="203.0.113.5")).status_code == 303


def test_o044_an_unknown_account_is_refused_alike(cast: Cast) -> None:
    attacker = browser(cast.northwind, REMOTE_ADDR="198.51.100.7")
    tries = [sign_in(attacker, "nobody@nowhere.example").status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]


def test_o045_a_made_up_forwarded_address_counts_for_nothing(cast: Cast) -> None:
    tries = [
        sign_in(
            browser(cast.northwind, headers={"X-Forwarded-For": f"198.51.100.{n}"}),
            password="wrong kettle",
        ).status_code
        for n in range(12)
    ]
    assert tries == [422] * 10 + [429] * 2


def test_o045_behind_a_proxy_its_own_entry_counts(cast: Cast, settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    tries = [
        sign_in(
            browser(cast.northwind, headers={"X-Forwarded-For": f"1.1.1.{n}, 198.51.100.7"}),
            password="wrong kettle",
        ).status_code
        for n in range(12)
    ]
    assert tries == [422] * 10 + [429] * 2


def test_next_survives_a_wrong_password(visitor: Browser) -> None:
    asked = visitor.get("/calls/?before=x")
    assert (asked.status_code, asked["Location"]) == (
        302,
        "/sign-in/?next=%2Fcalls%2F%3Fbefore%3Dx",
    )
    assert 'name="next" value="/calls/?before=x"' in visitor.get(asked["Location"]).text
    wrong = sign_in(visitor, password="wrong kettle", next="/calls/?before=x")
    assert 'name="next" value="/calls/?before=x"' in wrong.text
    right = sign_in(visitor, next="/calls/?before=x")
    assert (right.status_code, right["Location"]) == (303, "/calls/?before=x")


def test_o076_next_leads_nowhere_else(visitor: Browser) -> None:
    for target in ELSEWHERE:
        assert 'name="next"' not in visitor.get("/sign-in/", {"next": target}).text
        assert sign_in(visitor, next=target)["Location"] == "/"
        assert visitor.post("/sign-out/", {"next": target})["Location"] == "/sign-in/"


def test_the_same_address_at_another_agency_is_another_account(cast: Cast) -> None:
    assert sign_in(browser(cast.lumen)).status_code == 422


def test_keep_me_signed_in_outlives_the_window(cast: Cast) -> None:
    for more, age in (({}, ""), ({"keep": "on"}, 90 * 24 * 3600)):
        visitor = browser(cast.northwind)
        sign_in(visitor, **more)
        assert visitor.cookies["session"]["max-age"] == age


def test_an_invited_address_without_an_account_cannot_sign_in(cast: Cast, invitation) -> None:
    assert sign_in(browser(cast.northwind), invitation.address).status_code == 422


def test_o020_an_address_alone_opens_nothing(cast: Cast, invitation) -> None:
    facts = {"email": invitation.address, "name": "Mallory", "password": "seven quiet harbors"}
    for path in ("/sign-in/", "/invitation/", "/reset-password/", "/setup/", "/forgot-password/"):
        visitor = browser(cast.northwind)
        visitor.post(path, facts)
        assert visitor.get("/calls/").status_code == 302
    with scope.agency(cast.northwind.pk):
        assert not User.objects.filter(name="Mallory").exists()
