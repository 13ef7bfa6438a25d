"""The list of calls in Chromium: by keyboard, without script, on a phone, and as calls come in."""

import re

import pytest
from playwright.sync_api import Page, expect

from callboard.tenancy import scope
from tests.browser.keyboard import reach
from tests.browser.practice import Somewhere, enter, practice
from tests.browser.test_portal import Contexts
from tests.portal.sounds import a_call

__all__ = ["practice"]

pytestmark = pytest.mark.django_db(transaction=True)

ROW = "#calls [data-row]"


@pytest.fixture
def listed(practice: Somewhere, new_context: Contexts) -> Page:
    base, cast = practice
    page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/calls/")
    return page


def test_calls_are_found_chosen_and_kept_by_keyboard(listed: Page) -> None:
    page = listed
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("2 selected")
    page.keyboard.press("e")
    expect(page.locator(".toast")).to_contain_text("Marked 2 calls read.")
    # On from there.
    expect(page.locator(f"{ROW} .row-link").nth(1)).to_be_focused()
    expect(page.locator(".row--unread").first).to_be_visible()
    # Keys and dialogs work once the scripts are there, which a busy machine shows.
    page.wait_for_load_state()

    # Search as one types: whatever the case and the accents, with the words that were found.
    page.keyboard.press("/")
    page.keyboard.type("TÖOTH")
    page.wait_for_url("**/calls/?q=T*")
    expect(page.locator(f"{ROW} mark").first).to_have_text("tooth")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("#status")).to_have_text(re.compile(r"\d+ calls?"))

    # A chip's choices, and back to the chip.
    reach(page, "#by-dates-button")
    page.keyboard.press("Enter")
    expect(page.locator("#dates-any")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**days=7*")
    expect(page.locator("#by-dates-button")).to_have_text("Dates: 7 days")
    expect(page.locator("#by-dates-button")).to_be_focused()
    assert "q=T" in page.url

    # Kept as a view of one's own.
    page.locator("#save-view").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog h2")).to_be_focused()
    reach(page, "#view-name")
    page.keyboard.type("Teeth")
    page.keyboard.press("Enter")
    expect(page.locator(".tab[aria-current=page]")).to_have_text("Teeth")
    assert "q=T" in page.url


def test_calls_are_found_and_marked_without_script(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    page = enter(new_context(java_script_enabled=False), base, cast.northwind, cast.maya)
    page.goto(f"{base}/calls/")
    page.get_by_role("searchbox").fill("5550123")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(f"{ROW} mark").first).to_have_text("(415) 555-0123")
    page.click("#by-outcome-button")
    page.locator("#by-outcome label:has-text('Message taken')").click()
    page.click("#by-outcome-apply")
    expect(page.locator(ROW)).to_have_count(1)
    assert "q=5550123" in page.url
    page.locator("[name=call]").check()
    page.click("#mark-read")
    expect(page.locator("main")).to_contain_text("Marked 1 call read.")
    expect(page.locator(ROW)).to_have_count(1)
    expect(page.locator(".row--unread")).to_have_count(0)
    page.click("#clear-filters")
    expect(page.get_by_text("Show 1 spam call")).to_be_visible()


def test_after_a_file_came_the_selection_can_be_used_again(listed: Page) -> None:
    page = listed
    page.locator("[name=call]").first.check()
    for _ in range(2):
        with page.expect_download() as download:
            page.click("#export-selected")
        assert download.value.suggested_filename.endswith(".csv")
    page.click("#mark-read")
    expect(page.locator(".toast")).to_contain_text("Marked 1 call read.")


def test_new_calls_are_told_and_nothing_moves(listed: Page, practice: Somewhere) -> None:
    cast = practice[1]
    listed.clock.install()
    listed.reload()
    rows = listed.locator(ROW).count()
    with scope.agency(cast.northwind.pk):
        for name in ("Newcomer", "Another"):
            a_call(cast.bright_smile, caller_name=name)
    listed.clock.run_for(21_000)
    expect(listed.locator(".new-calls-strip")).to_have_text("2 new calls · Show")
    expect(listed.locator("#status")).to_have_text("2 new calls")
    expect(listed.locator(ROW)).to_have_count(rows)
    listed.get_by_role("link", name="Show", exact=True).click()
    expect(listed.locator(f"{ROW} .row-link:has-text('Newcomer')")).to_be_visible()


def test_on_a_phone_the_filters_are_a_sheet_at_the_thumb(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    options = {"viewport": {"width": 375, "height": 700}, "has_touch": True}
    page = enter(new_context(**options), base, cast.northwind, cast.maya)
    page.goto(f"{base}/calls/")
    page.tap("#by-outcome-button")
    sheet = page.locator("#by-outcome").bounding_box()
    assert sheet is not None
    assert (sheet["x"], sheet["width"]) == (0, 375)
    assert sheet["y"] + sheet["height"] == 700
    page.locator("#by-outcome label:has-text('Message taken')").tap()
    page.tap("#by-outcome-apply")
    expect(page.locator(ROW)).to_have_count(1)
    expect(page.locator("#by-outcome")).to_be_hidden()


def test_a_row_is_heard_without_leaving_the_list(listed: Page) -> None:
    page = listed
    listen = page.get_by_role("button", name="Listen to Dana Whitfield")
    listen.focus()
    page.keyboard.press("Enter")
    expect(listen).to_have_attribute("aria-pressed", "true")
    # One at a time: the call to begin with takes over.
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    expect(listen).to_have_attribute("aria-pressed", "false")
    listen.click()
    expect(page.locator("[data-player][data-playing]")).to_have_count(0)
    # Who narrows the list down past it has nothing playing that cannot be stopped.
    page.get_by_role("searchbox").fill("nobody")
    expect(page.get_by_text("No calls match these filters.")).to_be_visible()
    for audio in page.locator("audio").all():
        expect(audio).to_have_js_property("paused", True)
