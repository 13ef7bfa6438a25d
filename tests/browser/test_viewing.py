"""Staff look at a client's portal in Chromium: by keyboard, on a phone, and out again."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.test_portal import Contexts, portal
from tests.cast import PASSWORD

__all__ = ["portal"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_o043_staff_look_by_keyboard_and_leave(portal, new_context: Contexts) -> None:
    """O-043"""
    base, cast = portal
    page = new_context(viewport={"width": 375, "height": 700}, color_scheme="dark").new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("[name=email]", "ana@northwind.example")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/agency/")
    page.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/")
    page.locator("#do-view").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/home/")
    strip = page.locator(".viewing-strip")
    expect(strip).to_contain_text("You see Bright Smile Dental’s portal as Northwind Voice staff.")
    axe(page)

    # It stays where it is, whatever is scrolled, and nothing that is focused lies below it.
    page.keyboard.press("End")
    expect(strip).to_be_in_viewport()
    page.keyboard.press("Home")

    page.goto(f"{base}/settings/team/")
    page.fill("[name=addresses]", "lee@brightsmile.example")
    page.click("button:has-text('Send Invitations')")
    expect(page.locator("h1")).to_have_text("Nothing can be changed here")
    axe(page)

    strip.get_by_role("button", name="Exit").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/agency/clients/{cast.bright_smile.public_id}/")
    expect(page.locator(".viewing-strip")).to_have_count(0)
