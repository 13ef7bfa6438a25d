"""Opening and accepting an invitation, page by page."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses
from callboard.people import contact, invitations, offers, revocation
from callboard.people.models import Membership, User
from callboard.people.sessions import COOKIE
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, invited

GOOD = "seven quiet harbors"


def path_of(invitation) -> str:
    return f"/invitation/{offers.facts_of(invitation).token()}/"


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
    # Else a browser posts the form with `Origin: null`, which counts as forged.
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"


def test_without_the_cookie_it_asks_for_the_mail_again(visitor: Browser, invitation) -> None:
    page = visitor.get("/invitation/")
    assert page.status_code == 200
    assert "Open the link from your mail again" in page.text
    assert accept(visitor).status_code == 409


def test_o012_opening_uses_nothing_up(cast: Cast, invitation) -> None:
    for agent in ("Mozilla/5.0", "Barracuda Sentinel", ""):
        scanner = browser(cast.northwind, headers={"User-Agent": agent})
        for method in (scanner.get, scanner.head, scanner.options, scanner.post):
            method(path_of(invitation))
        scanner.post("/invitation/")
    visitor = browser(cast.northwind)
    visitor.get(path_of(invitation))
    assert accept(visitor).status_code == 303


def test_accepting_signs_in_and_lands_on_a_home_that_says_what_to_do(
    visitor: Browser, invitation
) -> None:
    visitor.get(path_of(invitation))
    answer = accept(visitor)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/home/")
    page = visitor.get("/home/")
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


def test_o010_o011_only_the_newest_link_works(cast: Cast, invitation) -> None:
    paths = [path_of(invitation)]
    for _ in range(3):
        with scope.agency(cast.northwind.pk):
            paths.append(path_of(invitations.resend(cast.harbor_law, by=ANA)))
    *replaced, newest = paths
    for path in [*replaced, newest, *reversed(replaced)]:
        visitor = browser(cast.northwind)
        page = visitor.get(path)
        assert page.status_code == (303 if path == newest else 410)
        if path != newest:
            assert "There is a newer invitation" in page.text
            assert visitor.post(path, {"name": "Sam", "password": GOOD}).status_code == 410
            assert accept(visitor).status_code == 410
            assert "There is a newer invitation" in visitor.get("/invitation/").text
    visitor = browser(cast.northwind)
    visitor.get(newest)
    assert accept(visitor).status_code == 303


def test_o010_opened_before_the_resend(cast: Cast, visitor: Browser, invitation) -> None:
    visitor.get(path_of(invitation))
    with scope.agency(cast.northwind.pk):
        invitations.resend(cast.harbor_law, by=ANA)
    assert accept(visitor).status_code == 410
    assert visitor.get("/invitation/").status_code == 410


def test_o019_a_changed_address_ends_the_link(cast: Cast, visitor: Browser, invitation) -> None:
    visitor.get(path_of(invitation))
    with scope.agency(cast.northwind.pk):
        address = addresses.parse("other@harborlaw.example")
        contact.set_contact_address(cast.harbor_law, address, by=ANA)
    assert accept(visitor).status_code == 410
    assert visitor.get(path_of(invitation)).status_code == 410


def test_o015_any_other_token_is_unknown(visitor: Browser, invitation) -> None:
    token = path_of(invitation).split("/")[2]
    middle = len(token) // 2
    other = "A" if token[middle] != "A" else "B"
    flipped = token[:middle] + other + token[middle + 1 :]
    unknown = visitor.get("/invitation/nonsense/")
    for wrong in (flipped, token[:-1], token + "A", "A" + token, token.swapcase()):
        page = visitor.get(f"/invitation/{wrong}/")
        assert page.status_code == 404
        assert page.text.count("find that invitation") == unknown.text.count("find that invitation")
        assert "Harbor Law" not in page.text


def test_o028_what_mail_programs_do_to_a_link(visitor: Browser, invitation) -> None:
    token = path_of(invitation).split("/")[2]
    for mangled in (
        f"{token}.",
        f"{token}>",
        f"{token}%3D",
        f"{token},",
        f"{token}%20",
        f"<{token}",
    ):
        assert visitor.get(f"/invitation/{mangled}/").status_code in (303, 404)
    broken = f"{token[:30]}=%0D%0A{token[30:]}"
    assert visitor.get(f"/invitation/{broken}/").status_code in (303, 404)
    host = invitation.client.agency.host.upper()
    assert visitor.get(path_of(invitation), SERVER_NAME=host).status_code == 303
    without_slash = visitor.get(path_of(invitation)[:-1], follow=True)
    assert without_slash.status_code == 200


def test_o105_a_name_of_a_hundred_kilobytes(visitor: Browser, invitation) -> None:
    visitor.get(path_of(invitation))
    assert accept(visitor, name="x" * 100_000).status_code == 422
    assert accept(visitor, name="\x00").status_code == 422
    assert accept(visitor, name="").status_code == 422


def test_guessing_the_invited_account_s_password_is_limited(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        again = invited(cast.bright_smile)
    visitor = browser(cast.northwind)
    visitor.get(path_of(again))
    tries = [accept(visitor, password=GOOD).status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]


def test_a_forged_cookie_is_no_link(visitor: Browser, invitation) -> None:
    for forged in (invitation.selector, f"{invitation.selector}:x:y", "", "x" * 5000):
        visitor.cookies["invitation"] = forged
        assert "Open the link from your mail again" in visitor.get("/invitation/").text


def test_the_used_page_names_the_address_masked(cast: Cast, visitor: Browser, invitation) -> None:
    visitor.get(path_of(invitation))
    accept(visitor)
    page = browser(cast.northwind).get(path_of(invitation)).text
    assert "i•••@harborlaw.example" in page
    assert "intake@harborlaw.example" not in page


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
        address = addresses.parse(cast.maya.email)
        contact.set_contact_address(cast.harbor_law, address, by=ANA)
        second = invited(cast.harbor_law)
    maya = browser(cast.northwind, cast.maya)
    maya.get(path_of(second))
    assert "Accept as Maya Chen" in maya.get("/invitation/").text
    before = maya.cookies[COOKIE].value
    assert maya.post("/invitation/").status_code == 303
    # INV-9: more access, another session; the earlier one is dead.
    earlier = browser(cast.northwind)
    earlier.cookies[COOKIE] = before
    assert earlier.get("/calls/").status_code == 302
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
