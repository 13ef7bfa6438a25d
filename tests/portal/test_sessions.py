"""How a session begins, what ends it, and what its cookies are."""

from datetime import timedelta

from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses
from callboard.people import contact, revocation
from callboard.people.models import Membership, Session
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, member
from tests.portal.sounds import TURNS, a_call, a_recording


def test_o029_signing_in_changes_the_session(cast: Cast) -> None:
    visitor = browser(cast.northwind)
    visitor.cookies["session"] = "planted-by-somebody-else"
    visitor.post("/sign-in/", {"email": cast.maya.email, "password": PASSWORD})
    first = visitor.cookies["session"].value
    assert first != "planted-by-somebody-else"
    visitor.post("/sign-in/", {"email": cast.maya.email, "password": PASSWORD})
    assert visitor.cookies["session"].value != first
    visitor.cookies["session"] = first
    assert visitor.get("/calls/").status_code == 302


def test_o030_revoked_in_three_browsers_at_the_next_request(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        browsers = [browser(cast.northwind, cast.maya) for _ in range(3)]
        revocation.revoke(cast.bright_smile, by=ANA)
    for each in browsers:
        page = each.get(f"/calls/{call.public_id}/")
        assert page.status_code == 403
        assert "Your access has ended" in page.text
        assert "Dana Whitfield" not in page.text


def test_o033_a_revoked_member_s_player_gets_nothing(cast: Cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        mark = f'"{a_recording(call).sha256}"'
        path = f"/calls/{call.public_id}/recording"
        assert maya.get(path).status_code == 200
        revocation.revoke(cast.bright_smile, by=ANA)
    for headers in ({}, {"Range": "bytes=100-"}, {"If-None-Match": mark}):
        assert maya.get(path, headers=headers).status_code == 403
        assert maya.head(path, headers=headers).status_code == 403


def test_o034_a_revoked_member_gets_the_answers_of_a_stranger(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    visitor = browser(cast.northwind)
    page = visitor.post("/sign-in/", {"email": cast.maya.email, "password": PASSWORD})
    assert page.status_code == 422
    assert "The email or password isn’t right." in page.text


def test_o035_of_two_portals_the_other_stays(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        contact.set_contact_address(cast.harbor_law, addresses.parse(cast.maya.email), by=ANA)
        member(cast.harbor_law)
        hers = a_call(cast.bright_smile, caller_name="Dana of Bright Smile")
        a_call(cast.harbor_law, caller_name="Lee of Harbor Law")
        maya = browser(cast.northwind, cast.maya)
        assert "Dana of Bright Smile" in maya.get("/calls/").text
        revocation.revoke(cast.bright_smile, by=ANA)
    page = maya.get("/calls/")
    assert page.status_code == 200
    assert "Lee of Harbor Law" in page.text
    assert "Dana of Bright Smile" not in page.text
    assert maya.get(f"/calls/{hers.public_id}/").status_code == 404
    assert maya.post("/switch/", {"client": cast.bright_smile.public_id}).status_code == 404


def test_every_page_of_one_portal_names_the_other(cast: Cast) -> None:
    """The switcher was once asked for within one client's scope, and listed that one alone."""
    with scope.agency(cast.northwind.pk):
        contact.set_contact_address(cast.harbor_law, addresses.parse(cast.maya.email), by=ANA)
        member(cast.harbor_law)
    maya = browser(cast.northwind, cast.maya)
    for path in ("/calls/", "/settings/team/", "/settings/profile/"):
        page = maya.get(path).text
        for client in (cast.bright_smile, cast.harbor_law):
            assert f'name="client" value="{client.public_id}"' in page, path


def test_o036_revoking_a_client_ends_all_its_people(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        maya = browser(cast.northwind, cast.maya)
        Membership.objects.create(
            agency=cast.northwind, client=cast.bright_smile, user=cast.ana, since=timezone.now()
        )
        ana = browser(cast.northwind, cast.ana)
        assert ana.get("/calls/").status_code == 200
        revocation.revoke(cast.bright_smile, by=ANA)
    assert maya.get("/calls/").status_code == 403
    assert "Bright Smile" not in ana.get("/calls/").text


def test_o039_signing_out_takes_a_post_with_its_token(cast: Cast, maya: Browser) -> None:
    key = maya.cookies["session"].value
    assert maya.get("/sign-out/").status_code == 405
    strict = Browser(enforce_csrf_checks=True, SERVER_NAME=cast.northwind.host)
    strict.cookies["session"] = key
    assert strict.post("/sign-out/").status_code == 403
    assert maya.get("/calls/").status_code == 200
    out = maya.post("/sign-out/")
    assert (out.status_code, out["Location"]) == (303, "/sign-in/")
    assert maya.cookies["session"].value == ""
    maya.cookies["session"] = key
    assert maya.get("/calls/").status_code == 302


def test_o040_idle_and_absolute_limits(cast: Cast) -> None:
    def later(user, **aged: timedelta) -> int:
        visitor = browser(cast.northwind, user)
        with scope.agency(cast.northwind.pk):
            times = {column: timezone.now() - age for column, age in aged.items()}
            Session.objects.filter(user=user, ended_at=None).update(**times)
        return visitor.get("/settings/profile/").status_code

    minute, day = timedelta(minutes=1), timedelta(days=1)
    assert later(cast.maya, last_seen_at=30 * day - minute) == 200
    assert later(cast.maya, last_seen_at=30 * day + minute) == 302
    assert later(cast.maya, created_at=90 * day - minute) == 200
    assert later(cast.maya, created_at=90 * day + minute) == 302
    assert later(cast.ana, last_seen_at=12 * timedelta(hours=1) - minute) == 200
    assert later(cast.ana, last_seen_at=12 * timedelta(hours=1) + minute) == 302
    assert later(cast.ana, created_at=14 * day + minute) == 302


def test_o041_every_cookie_s_attributes(cast: Cast, visitor: Browser, invitation) -> None:
    from tests.portal.test_invitation import path_of

    visitor.get(path_of(invitation))
    visitor.get("/sign-in/")
    visitor.post("/sign-in/", {"email": cast.maya.email, "password": PASSWORD})
    assert {"session", "csrf", "invitation"} <= set(visitor.cookies)
    for name, cookie in visitor.cookies.items():
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name
        assert cookie["domain"] == "", name
        assert cookie["httponly"] or cookie["max-age"] == 0, name


def test_o041_a_link_s_cookie_on_https(visitor: Browser, invitation, settings) -> None:
    from tests.portal.test_invitation import path_of

    settings.COOKIE_PREFIX, settings.SESSION_COOKIE_SECURE = "__Host-", True
    visitor.get(path_of(invitation), secure=True)
    assert visitor.cookies["__Host-invitation"]["secure"]


def test_a_session_is_bound_to_its_agency_s_host(cast: Cast, maya: Browser) -> None:
    there = browser(cast.lumen)
    there.cookies["session"] = maya.cookies["session"].value
    assert there.get("/calls/").status_code == 302


def test_whom_the_portal_asks_to_sign_in(visitor: Browser) -> None:
    assert visitor.get("/calls/")["Location"] == "/sign-in/?next=%2Fcalls%2F"
    htmx = visitor.get("/calls/", headers={"HX-Request": "true"})
    assert htmx.status_code == 204
    assert htmx["HX-Redirect"].startswith("/sign-in/?next=")
    assert visitor.post("/switch/").status_code == 403


def test_the_front_door(visitor: Browser, maya: Browser, ana: Browser) -> None:
    assert visitor.get("/")["Location"].startswith("/sign-in/")
    assert (maya.get("/").status_code, maya.get("/")["Location"]) == (302, "/home/")
    assert ana.get("/")["Location"] == "/agency/"
    assert ana.get("/calls/").status_code == 404
