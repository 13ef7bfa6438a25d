"""Passkeys in a real browser, with Chromium's own virtual device behind them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.people import offers
from callboard.people.models import Passkey
from callboard.tenancy import scope
from tests.browser.axe import axe
from tests.browser.practice import at_localhost, enter
from tests.cast import assemble, invited

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page: Page) -> tuple[Any, str]:
    """A device with a fingerprint reader; how to speak to it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return devtools, made["authenticatorId"]


def touch(devtools: Any, device: str, *, willing: bool) -> None:
    facts = {"authenticatorId": device, "enabled": willing}
    devtools.send("WebAuthn.setAutomaticPresenceSimulation", facts)


def test_one_is_made_and_signs_in_by_the_button_and_by_autofill(
    record_can_be_emptied, live_server, settings, new_context: Contexts
) -> None:
    cast = assemble()
    base = settings.PUBLIC_URL = at_localhost(live_server, cast)
    maya = enter(new_context(), base, cast.northwind, cast.maya)
    devtools, device = with_device(maya)
    maya.goto(f"{base}/settings/security/")
    maya.click("text=Add a Passkey")
    expect(maya.locator("h1")).to_have_text("Add a passkey")
    axe(maya)
    maya.fill("[name=name]", "Front desk")
    maya.click("#new-passkey")
    expect(maya.locator("#passkeys")).to_contain_text("Front desk")
    axe(maya)
    maya.context.clear_cookies()
    # The browser offers it in the email field, and the person takes it.
    maya.goto(f"{base}/sign-in/?next=/settings/security/")
    expect(maya.locator("#passkeys")).to_contain_text("last used")
    maya.context.clear_cookies()
    touch(devtools, device, willing=False)
    maya.goto(f"{base}/sign-in/?next=/settings/team/")
    expect(maya.locator("#use-passkey")).to_be_visible()
    axe(maya)
    touch(devtools, device, willing=True)
    maya.click("#use-passkey")
    maya.wait_for_url(f"{base}/settings/team/")


def test_an_invitation_is_accepted_with_one_alone(
    record_can_be_emptied, live_server, settings, new_context: Contexts
) -> None:
    cast = assemble()
    base = settings.PUBLIC_URL = at_localhost(live_server, cast)
    with scope.agency(cast.northwind.pk):
        path = f"/invitation/{offers.facts_of(invited(cast.harbor_law)).token()}/"
    page = new_context().new_page()
    with_device(page)
    page.goto(base + path)
    axe(page)
    page.click("#new-passkey")
    expect(page.locator("[name=name]").first).to_be_focused()
    page.fill("#id_name", "Lee Park")
    page.click("#new-passkey")
    page.wait_for_url(f"{base}/home/")
    with scope.agency(cast.northwind.pk):
        assert Passkey.objects.get().user.name == "Lee Park"


def test_without_scripts_there_is_the_password_and_the_code(
    record_can_be_emptied, live_server, new_context: Contexts
) -> None:
    cast = assemble()
    base = at_localhost(live_server, cast)
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/sign-in/")
    expect(page.locator("#use-passkey")).to_be_hidden()
    page.fill("[name=email]", "maya@brightsmile.example")
    page.click("text=Email Me a Sign-In Code")
    expect(page.locator("h1")).to_have_text("Enter the code we mailed")
