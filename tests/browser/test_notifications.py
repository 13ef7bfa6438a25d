"""Which mails somebody wants, in Chromium: by keyboard, what is wrong, and the way to stop them."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.keyboard import press, reach
from tests.browser.practice import Somewhere, enter, practice
from tests.browser.test_portal import Contexts
from tests.browser.test_portal_screens import stop_path

__all__ = ["practice"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_mails_are_chosen_by_keyboard_and_stopped_without_script(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/settings/notifications/")
    reach(page, "[name=new_call]")
    page.keyboard.press("Space")
    reach(page, "[name=quiet_from]")
    page.keyboard.type("0800PM")
    press(page, "button:has-text('Save Notifications')")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("[name=new_call]")).to_be_checked()
    axe(page)
    reach(page, "[name=quiet_until]")
    page.keyboard.type("0700AM")
    press(page, "button:has-text('Save Notifications')")
    expect(page.locator(".toast")).to_contain_text("Saved.")
    expect(page.locator("[name=quiet_from]")).to_have_value("20:00")

    # Whoever clicks the link in a mail is signed in nowhere.
    stranger = new_context(java_script_enabled=False).new_page()
    stranger.goto(base + stop_path(cast, "new_call"))
    stranger.get_by_role("button", name="Stop These Mails").click()
    expect(stranger.locator("h1")).to_have_text("Stopped")
    page.reload()
    expect(page.locator("[name=new_call]")).not_to_be_checked()
    expect(page.locator("main")).to_contain_text("You stopped some of these mails")
    axe(page)
