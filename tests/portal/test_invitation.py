"""Opening and accepting an invitation, page by page."""

import pytest
from django.test import Client as Browser

from callboard.people import invitations, revocation
from callboard.people.models import Membership, User
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, invited

GOOD = "seven quiet harbors"


@pytest.fixture
def invitation(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield invited(cast.harbor_law)


@pytest.fixture
def visitor(cast: Cast) -> Browser:
    return browser(cast.northwind)


def path_of(invitation) -> str:
    return f"/invitation/{invitations.facts_of(invitation).token()}/"


def accept(visitor: Browser, **facts: str):
    return visitor.post("/invitation/", {"name": "Sam Ortiz", "password": GOOD, **facts})


def test_o023_the_link_leaves_the_address_bar_at_once(visitor: Browser, invitation) -> None:
    answer = visitor.get(path_of(invitation))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/invitation/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    secret = path_of(invitation).split(".")[1]
    assert secret not in str(answer.cookies)
    page = visitor.get("/invitation/")
    assert page.status_code == 200
    assert "intake@harborlaw.example" in page.text


def test_without_the_cookie_it_asks_for_the_mail_again(visitor: Browser, invitation) -> None:
    page = visitor.get("/invitation/")
    assert page.status_code == 200
    assert "Open the link from your mail again" in page.text


def test_o012_opening_uses_nothing_up(cast: Cast, invitation) -> None:
    for agent in ("Mozilla/5.0", "Barracuda Sentinel", ""):
        scanner = browser(cast.northwind, headers={"User-Agent": agent})
        for method in (scanner.get, scanner.head, scanner.options, scanner.post):
            method(path_of(invitation))
        scanner.post("/invitation/")
    visitor = browser(cast.northwind)
    visitor.get(path_of(invitation))
    assert accept(visitor).status_code == 303


def test_accepting_signs_in_and_lands_on_the_calls(visitor: Browser, invitation) -> None:
    visitor.get(path_of(invitation))
    answer = accept(visitor)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/calls/")
    page = visitor.get("/calls/")
    assert page.status_code == 200
    assert "Harbor Law Group" in page.text
    with scope.agency(invitation.agency_id):
        assert User.objects.get(email=invitation.address).name == "Sam Ortiz"


def test_a_bad_password_keeps_what_was_typed(visitor: Browser, invitation) -> None:
    visitor.get(path_of(invitation))
    for bad in ("short", "password1234", "harbor law group", "x" * 129, "x" * 2000):
        page = accept(visitor, password=bad)
        assert page.status_code == 422
        assert "Sam Ortiz" in page.text
        assert f'value="{bad}"' not in page.text
    assert accept(visitor).status_code == 303


def test_o013_a_used_link(visitor: Browser, cast: Cast, invitation) -> None:
    visitor.get(path_of(invitation))
    accept(visitor)
    later = browser(cast.northwind)
    page = later.get(path_of(invitation))
    assert page.status_code == 200
    assert "You already have an account" in page.text
    assert later.post(path_of(invitation)).status_code == 409


def test_o138_accepting_twice_says_that_there_is_an_account(cast: Cast, invitation) -> None:
    one, other = browser(cast.northwind), browser(cast.northwind)
    for each in (one, other):
        each.get(path_of(invitation))
    assert accept(one).status_code == 303
    page = accept(other, password="another quiet harbor")
    assert page.status_code == 409
    assert "You already have an account" in page.text
    fresh = browser(cast.northwind)
    signed_in = fresh.post("/sign-in/", {"email": invitation.address, "password": GOOD})
    assert signed_in.status_code == 303


def test_dead_links_have_their_own_page_each(cast: Cast, visitor: Browser, invitation) -> None:
    replaced = path_of(invitation)
    with scope.agency(cast.northwind.pk):
        fresh = path_of(invitations.resend(cast.harbor_law, by=ANA))
    page = visitor.get(replaced)
    assert (page.status_code, "There is a newer invitation" in page.text) == (410, True)
    with scope.agency(cast.northwind.pk):
        invitations.cancel(cast.harbor_law, by=ANA)
    page = visitor.get(fresh)
    assert (page.status_code, "was cancelled" in page.text) == (410, True)
    page = visitor.get(fresh[:-4] + "AAA/")
    assert (page.status_code, "can’t find that invitation" in page.text) == (404, True)


def test_an_expired_link(cast: Cast, visitor: Browser) -> None:
    from datetime import timedelta

    from django.utils import timezone

    with scope.agency(cast.northwind.pk):
        old = invited(cast.harbor_law, at=timezone.now() - timedelta(days=7, seconds=1))
    page = visitor.get(path_of(old))
    assert (page.status_code, "has expired" in page.text) == (410, True)


def test_a_link_that_died_while_the_page_was_open(cast: Cast, visitor, invitation) -> None:
    visitor.get(path_of(invitation))
    with scope.agency(cast.northwind.pk):
        invitations.cancel(cast.harbor_law, by=ANA)
    assert accept(visitor).status_code == 410


def test_o016_at_another_agency_it_is_unknown(cast: Cast, invitation) -> None:
    page = browser(cast.lumen).get(path_of(invitation))
    assert page.status_code == 404
    assert "Northwind" not in page.text


def test_o021_an_existing_account_signs_in(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        again = invited(cast.bright_smile)
    visitor = browser(cast.northwind)
    visitor.get(path_of(again))
    page = visitor.get("/invitation/")
    assert "Sign in to accept" in page.text
    assert 'name="name"' not in page.text
    wrong = visitor.post("/invitation/", {"password": GOOD, "name": "Mallory"})
    assert wrong.status_code == 422
    right = visitor.post("/invitation/", {"password": PASSWORD})
    assert right.status_code == 303
    assert visitor.get("/calls/").status_code == 200


def test_o022_somebody_else_is_signed_in(cast: Cast, invitation) -> None:
    maya = browser(cast.northwind, cast.maya)
    maya.get(path_of(invitation))
    page = maya.get("/invitation/")
    assert "This invitation is for somebody else" in page.text
    assert maya.post("/invitation/").status_code == 409
    out = maya.post("/sign-out/", {"next": "/invitation/"})
    assert out.headers["Location"] == "/invitation/"
    assert accept(maya).status_code == 303
    with scope.agency(cast.northwind.pk):
        assert Membership.objects.active().count() == 2


def test_the_invited_account_is_signed_in_and_confirms(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        from callboard.agencies import addresses
        from callboard.people import contact

        address = addresses.parse(cast.maya.email)
        contact.set_contact_address(cast.harbor_law, address, by=ANA)
        second = invited(cast.harbor_law)
    maya = browser(cast.northwind, cast.maya)
    maya.get(path_of(second))
    assert "Accept as Maya Chen" in maya.get("/invitation/").text
    assert maya.post("/invitation/").status_code == 303
    assert "Harbor Law Group" in maya.get("/calls/").text
    switched = maya.post("/switch/", {"client": cast.bright_smile.public_id})
    assert switched.status_code == 303
    assert "Bright Smile Dental" in maya.get("/calls/").text
    with scope.agency(cast.lumen.pk):
        other = cast.cedar_clinic.public_id
    assert maya.post("/switch/", {"client": other}).status_code == 404


@pytest.mark.parametrize("token", ["", "%00", "x" * 10_000, "a.b", "{}", "..%2f"])
def test_o014_nonsense_is_not_found_and_never_a_failure(visitor: Browser, token: str) -> None:
    for method in (visitor.get, visitor.post, visitor.head):
        assert method(f"/invitation/{token}/").status_code in (404, 301, 400)
