"""What a caller, a provider or an upload can say, met by a real browser: nothing of it runs."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from callboard.agencies import brand
from callboard.agencies.brand.logo import read
from callboard.agencies.models import Agency, Client
from callboard.calls.models import Call
from callboard.people.models import User
from callboard.tenancy import scope
from tests.bookings.told import told, use
from tests.browser.keyboard import sign_in
from tests.browser.test_portal import seconds_of_sound
from tests.cast import Cast, assemble
from tests.portal.sounds import a_call, a_recording

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]
# Whichever of them runs leaves its mark in the window.
EVIL = (
    "<script>window.evil = 1</script><img src=x onerror='window.evil = 2'>"
    "<svg/onload='window.evil = 3'><b hx-get='/sign-out/' hx-trigger='load'>{{ 7*7 }}</b>"
    "<a href='javascript:window.evil = 4'>javascript:window.evil=5</a>\"'`${window.evil = 6}"
)


@pytest.fixture
def hostile(record_can_be_emptied, data_dir, live_server, settings) -> tuple[str, Cast]:
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    Agency.objects.filter(pk=cast.northwind.pk).update(host="localhost")
    cast.northwind.refresh_from_db()
    turns = [{"role": "caller", "text": EVIL, "start_ms": 0, "end_ms": 900}]
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, caller_name=EVIL[:120], summary=EVIL, turns=turns)
        a_recording(call, seconds_of_sound(1))
        told(call, use(startDateTime="2099-12-01T14:40:00", summary=EVIL, description=EVIL))
        Client.objects.filter(pk=cast.bright_smile.pk).update(name=EVIL[:120], notes=EVIL)
        User.objects.filter(pk=cast.maya.pk).update(name=EVIL[:120])
    return live_server.url.replace("127.0.0.1", "localhost"), cast


def nothing_ran(page: Page) -> None:
    assert page.evaluate("window.evil") is None, page.url


def test_o101_what_a_caller_says_is_text(hostile: tuple[str, Cast], new_context: Contexts) -> None:
    base, cast = hostile
    maya = sign_in(new_context(), base, cast.maya.email)
    expect(maya.locator("main")).to_contain_text("<script>window.evil")
    for path in ("/calls/", "/settings/team/", "/settings/profile/", "/settings/security/"):
        maya.goto(base + path)
        nothing_ran(maya)
    for path in ("/bookings/", "/bookings/day/?day=2099-12-01"):
        maya.goto(base + path)
        expect(maya.locator("main")).to_contain_text("<script>window.evil")
        nothing_ran(maya)
    maya.goto(f"{base}/calls/")
    maya.locator("#calls a").first.click()
    maya.wait_for_url("**/calls/*/")
    expect(maya.locator("main")).to_contain_text("{{ 7*7 }}")
    nothing_ran(maya)
    ana = sign_in(new_context(), base, cast.ana.email)
    for path in ("/agency/", "/agency/clients/", "/agency/calls/", "/agency/audit/"):
        ana.goto(base + path)
        nothing_ran(ana)
    ana.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/")
    expect(ana.locator("main")).to_contain_text("{{ 7*7 }}")
    nothing_ran(ana)


def test_o095_an_upload_opened_by_itself_runs_nothing(
    hostile: tuple[str, Cast], new_context: Contexts
) -> None:
    """A logo that was a page as well, and a recording."""
    base, cast = hostile
    file = BytesIO()
    Image.new("RGB", (300, 100), "#aa3300").save(file, "PNG")
    file.write(f"<html><body>{EVIL}</body></html>".encode())
    with scope.agency(cast.northwind.pk):
        logo = read(file, file.tell())
        brand.save(cast.northwind, colour="#4f46e5", logo=logo)
        call = Call.objects.get()
    assert b"<script>" not in logo.png
    ana = sign_in(new_context(), base, cast.ana.email)
    for path, kind in (
        (f"/brand/logo.{logo.hash}.png", "image/png"),
        (f"/agency/calls/{call.public_id}/recording", "audio/mpeg"),
    ):
        answer = ana.goto(base + path)
        assert answer is not None
        assert answer.headers["content-type"] == kind
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        nothing_ran(ana)
