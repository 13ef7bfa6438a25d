"""No page of a client says the product's name, a provider's or a cost, or loads from elsewhere."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser

from callboard.calls.models import Call, Recording
from callboard.people import invitations, revocation
from callboard.people.models.account_link import Purpose
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, client, invited, member
from tests.forbidden import forbidden
from tests.portal.sounds import TURNS, a_call, a_recording
from tests.portal.test_invitation import path_of
from tests.portal.test_passwords import link_for

ELSEWHERE = re.compile(
    r"""(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//(?!northwind\.test)"""
)


@pytest.fixture
def calls(cast: Cast, data_dir) -> list[Call]:
    """A call in each of its states."""
    secrets: dict[str, Any] = {
        "cost": "0.1234",
        "ended_reason": "vapi-error",
        "telephony_sid": "CA-twilio",
    }
    with scope.agency(cast.northwind.pk):
        heard = a_call(cast.bright_smile, turns=TURNS, **secrets)
        a_recording(heard)
        failed = a_call(cast.bright_smile, outcome="failed", spoken=False, **secrets)
        Recording.objects.create(
            agency=cast.northwind, call=failed, state="failed", reason="storage.vapi.ai: 403"
        )
        pending = a_call(cast.bright_smile, outcome="transferred", transfer_to="+14155550199")
        Recording.objects.create(agency=cast.northwind, call=pending)
        live = a_call(cast.bright_smile, rank=2, outcome="", **secrets)
        unknown = a_call(cast.bright_smile, outcome="unknown", direction="outbound", **secrets)
    return [heard, failed, pending, live, unknown]


def pages_of_a_member(maya: Browser, calls: list[Call]) -> Iterator[str]:
    for path in ("/calls/", "/settings/profile/", "/settings/notifications/", "/nothing-here/"):
        yield maya.get(path).text
    yield maya.post("/settings/profile/", {}).text
    for call in calls:
        yield maya.get(f"/calls/{call.public_id}/").text


def pages_of_nobody(cast: Cast) -> Iterator[str]:
    visitor = browser(cast.northwind)
    yield visitor.get("/sign-in/").text
    yield visitor.post("/sign-in/", {"email": "a@a.example", "password": "x"}).text
    yield visitor.get("/forgot-password/").text
    yield visitor.post("/forgot-password/", {"email": "a@a.example"}).text
    yield visitor.get("/invitation/").text
    yield visitor.get("/reset-password/").text
    yield visitor.post("/switch/").text
    visitor.get(link_for(cast, cast.maya))
    yield visitor.get("/reset-password/").text
    visitor.get(link_for(cast, cast.maya, Purpose.SETUP))
    yield visitor.get("/setup/").text
    yield Browser(SERVER_NAME="unknown.test").get("/").text


def pages_of_the_invited(cast: Cast, maya: Browser) -> Iterator[str]:
    visitor = browser(cast.northwind)
    with scope.agency(cast.northwind.pk):
        invitation = invited(cast.harbor_law)
    yield visitor.get("/invitation/nonsense/").text
    for each in (visitor, maya):
        each.get(path_of(invitation))
        yield each.get("/invitation/").text
    yield visitor.post("/invitation/", {"name": "Sam", "password": "short"}).text
    with scope.agency(cast.northwind.pk):
        fresh = invitations.resend(cast.harbor_law, by=ANA)
    yield visitor.get("/invitation/").text
    with scope.agency(cast.northwind.pk):
        invitations.cancel(cast.harbor_law, by=ANA)
    yield visitor.get(path_of(fresh)).text


def pages_of_the_revoked(cast: Cast) -> Iterator[str]:
    with scope.agency(cast.northwind.pk):
        gone = client(cast.northwind, "Gone Gardens", "lee@gone.example")
        lee = member(gone, "Lee")
        visitor = browser(cast.northwind)
        visitor.post("/sign-in/", {"email": lee.email, "password": PASSWORD})
        assert "No calls yet." in visitor.get("/calls/").text
        revocation.revoke(gone, by=ANA)
        yield visitor.get("/calls/").text
        again = invited(gone)
    visitor.get(path_of(again))
    yield visitor.get("/invitation/").text


def test_every_page_of_a_client(cast: Cast, maya: Browser, calls: list[Call]) -> None:
    pages = [
        *pages_of_a_member(maya, calls),
        *pages_of_nobody(cast),
        *pages_of_the_invited(cast, maya),
        *pages_of_the_revoked(cast),
    ]
    assert len(pages) > 25
    for page in pages:
        assert "<h1" in page
        assert forbidden(page) == []
        assert ELSEWHERE.findall(page) == []
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page)
