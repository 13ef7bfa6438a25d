"""Bookings in Chromium: by keyboard, without script, and on paper."""

import pytest
from playwright.sync_api import expect

from callboard.bookings.models import Booking
from callboard.tenancy import scope
from tests.browser.keyboard import press, reach
from tests.browser.practice import Somewhere, enter, practice
from tests.browser.test_portal import Contexts

__all__ = ["practice"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_booking_is_found_cancelled_and_brought_back_by_keyboard(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/bookings/")
    press(page, ".booking .row-link:has-text('Dana Whitfield')")
    expect(page.locator("h1")).to_contain_text("Dana Whitfield")
    press(page, "#booking-menu-button")
    reach(page, "#booking-menu .menu-item--danger")
    page.keyboard.press("Enter")
    expect(page.locator("main .badge").first).to_have_text("Cancelled")
    press(page, "#booking-menu-button")
    press(page, "#booking-menu .menu-item:has-text('Undo the Cancellation')")
    expect(page.locator("main .badge").first).to_have_text("Confirmed")
    press(page, "a:has-text('Open the Call at This Moment')")
    expect(page.locator("#turn-2")).to_be_in_viewport()


def test_what_no_calendar_took_is_entered_without_script(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    page = enter(new_context(java_script_enabled=False), base, cast.northwind, cast.maya)
    page.goto(f"{base}/bookings/")
    page.get_by_role("navigation", name="Bookings").get_by_text("Not in the Calendar").click()
    page.locator(".booking .row-link").click()
    page.get_by_role("button", name="Mark as Added to Calendar").first.click()
    with scope.agency(cast.northwind.pk):
        assert not Booking.objects.filter(in_calendar=False).exists()
    page.goto(f"{base}/bookings/?tab=not-in-calendar")
    expect(page.locator("main")).to_contain_text("Everything is in your calendar.")


def test_the_sheet_of_a_day_is_printed_without_what_can_be_pressed(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/bookings/day/?day=2099-12-01")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".print-head")).to_contain_text("Northwind Voice")
    expect(page.locator(".day-sheet")).to_contain_text("2:40 PM")
    expect(page.locator("main :is(button, .button):visible")).to_have_count(0)
    expect(page.locator(":is(.sidebar, .top-bar, .bottom-bar):visible")).to_have_count(0)
