"""What the agency does with calls, by keyboard alone and without script: whose they are, what they
mean, how long they are kept.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.agents.models import Agent
from callboard.calls import moving
from callboard.calls.models import Call, Move
from callboard.examples.models import ExampleCall
from callboard.providers import erasing
from callboard.providers.models import Erasure
from callboard.tenancy import scope
from tests.browser.desk_of_calls import OURS, Desk, desk
from tests.browser.keyboard import press, reach, sign_in, write
from tests.cast import PASSWORD

__all__ = ["desk"]

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def by_keyboard(desk: Desk, new_context: Contexts) -> Page:
    return sign_in(new_context(), desk.base, desk.cast.ana.email)


@pytest.fixture
def without_script(desk: Desk, new_context: Contexts) -> Page:
    phone = {"width": 375, "height": 812}
    context = new_context(java_script_enabled=False, viewport=phone)
    page = context.new_page()
    page.goto(f"{desk.base}/sign-in/")
    page.fill("[name=email]", desk.cast.ana.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('Sign in')")
    return page


def test_calls_by_keyboard(desk: Desk, by_keyboard: Page) -> None:
    """Filtered, kept aside and back, given to a client, and moved."""
    page, list_ = by_keyboard, f"{desk.base}/agency/calls/"
    page.goto(list_)
    press(page, "#by-outcome-button")
    reach(page, "#by-outcome [value=booked]")
    page.keyboard.press("Space")
    press(page, "#by-outcome-apply")
    expect(page.locator("#calls tbody tr")).to_have_count(1)

    press(page, "#calls form button")
    expect(page.locator("#toasts")).to_contain_text("Bright Smile Dental doesn’t see this call.")
    dana = page.locator(f"#call-{desk.whole.public_id}")
    expect(dana).to_be_focused()
    press(page, "#toasts form button")
    expect(page.locator("#toasts")).to_contain_text("Bright Smile Dental sees this call now.")
    assert page.url == f"{list_}?outcome=booked#call-{desk.whole.public_id}"

    press(page, "#clear-filters")
    expect(page.locator("#calls tbody tr")).to_have_count(7)
    press(page, "#by-nobody")
    expect(page.locator("#calls tbody tr")).to_have_count(2)
    press(page, "#calls a:has-text('Assign')")
    reach(page, "#id_client")
    page.keyboard.type("Harbor")
    write(page, "#id_name", "Avery")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Give Harbor Law Group this 1 earlier call too?")
    press(page, "main a:has-text('Leave Them Unassigned')")
    expect(page.locator("#calls tbody tr")).to_have_count(1)

    page.goto(f"{desk.base}/agency/agents/{desk.robin.public_id}/")
    press(page, "a:has-text('Move Calls')")
    reach(page, "#id_to")
    page.keyboard.type("Harbor")
    press(page, "main button:has-text('Continue')")
    write(page, "#id_typed", "harbor law")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    write(page, "#id_typed", "Harbor Law Group")
    page.keyboard.press("Enter")
    expect(page.locator("#move")).to_contain_text("Robin’s calls, from Bright Smile Dental.")
    with scope.agency(desk.cast.northwind.pk):
        assert Move.objects.get().to_client == desk.cast.harbor_law


def test_settings_by_keyboard(desk: Desk, by_keyboard: Page) -> None:
    """What an analysis means, test numbers, how long recordings are kept, a caller erased."""
    page = by_keyboard
    page.goto(f"{desk.base}/agency/agents/{desk.robin.public_id}/meanings/")
    press(page, "button[aria-label='Add reason: message']")
    expect(page.locator("#field-0")).to_have_value("reason")
    reach(page, "#means-0")
    page.keyboard.type("Call back")
    press(page, "main button.button--primary")
    expect(page.locator("#toasts")).to_contain_text("Saved.")

    page.goto(f"{desk.base}/agency/settings/test-numbers/")
    write(page, "#id_numbers", "not a number")
    press(page, "main button.button--primary")
    expect(page.locator("#error-summary")).to_be_focused()
    write(page, "#id_numbers", OURS)
    press(page, "main button.button--primary")
    expect(page.locator("#id_numbers")).to_have_value("(207) 555-0160")

    page.goto(f"{desk.base}/agency/settings/data/")
    write(page, "#id_number", desk.whole.from_number)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Erase (415) 555-0123?")
    write(page, "#id_typed", "0123")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("The caller is being erased.")
    with scope.agency(desk.cast.northwind.pk):
        assert Agent.objects.get(pk=desk.robin.pk).meanings[0]["means"] == "call_back"
        erasing.work_through.call(desk.cast.northwind.pk, Erasure.objects.get().pk)
        assert Call.objects.get(pk=desk.whole.pk).caller_name == "Erased on request"


def test_calls_without_script(desk: Desk, without_script: Page) -> None:
    page, list_ = without_script, f"{desk.base}/agency/calls/"
    page.goto(list_)
    page.click("#by-outcome-button")
    page.check("#by-outcome [value=booked]")
    page.click("#by-outcome-apply")
    expect(page.locator("#calls tbody tr")).to_have_count(1)
    page.click("#calls form button")
    expect(page.locator("#toasts")).to_contain_text("Bright Smile Dental doesn’t see this call.")
    page.click("#toasts form button")
    assert page.url == f"{list_}?outcome=booked#call-{desk.whole.public_id}"

    page.goto(f"{list_}?whose=nobody")
    page.click("#calls a:has-text('Assign') >> nth=0")
    page.select_option("#id_client", label="Harbor Law Group")
    page.fill("#id_name", "Avery")
    page.click("main button:has-text('Assign')")
    page.click("button:has-text('Give 1 Earlier Call')")
    worked(desk)
    page.click("noscript a")
    expect(page.locator("#move")).to_contain_text("1 call belongs to Harbor Law Group now.")

    page.goto(f"{desk.base}/agency/agents/{desk.robin.public_id}/")
    page.click("text=Move Calls")
    page.select_option("#id_to", label="Harbor Law Group")
    page.click("main button:has-text('Continue')")
    page.fill("#id_typed", "Harbor Law Group")
    page.click("main button:has-text('Move 4 Calls')")
    worked(desk)
    page.click("noscript a")
    expect(page.locator("#move")).to_contain_text("4 calls belong to Harbor Law Group now.")


def test_settings_and_examples_without_script(desk: Desk, without_script: Page) -> None:
    page, dental = without_script, desk.cast.bright_smile
    page.goto(f"{desk.base}/agency/agents/{desk.robin.public_id}/meanings/")
    page.click("button[aria-label='Add reason: message']")
    page.select_option("#means-0", label="Call back")
    page.click("main button.button--primary")
    expect(page.locator("#toasts")).to_contain_text("Saved.")

    page.goto(f"{desk.base}/agency/settings/test-numbers/")
    page.fill("#id_numbers", OURS)
    page.click("main button.button--primary")
    expect(page.locator("#id_numbers")).to_have_value("(207) 555-0160")

    page.goto(f"{desk.base}/agency/settings/data/")
    expect(page.locator("#disk-use")).to_contain_text("Bright Smile Dental")
    page.select_option("#id_recordings_kept_days", "90")
    page.click("#retention button")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    page.fill("#id_number", desk.whole.from_number)
    page.click("text=Show Calls")
    page.fill("#id_typed", "0123")
    page.click("text=Erase Caller")
    expect(page.locator("main dl")).to_contain_text("Number ending in")

    page.goto(f"{desk.base}/agency/clients/{dental.public_id}/examples/")
    page.click("text=Place Call")
    expect(page.locator("#example")).to_contain_text("Dialling…")
    page.click("noscript a")
    with scope.agency(desk.cast.northwind.pk):
        assert ExampleCall.objects.get().client == dental

    page.goto(f"{desk.base}/agency/clients/{dental.public_id}/")
    page.click("#do-view")
    expect(page.locator(".viewing-strip")).to_contain_text("You see Bright Smile Dental’s portal")
    page.click(".viewing-strip button")
    expect(page.locator(".viewing-strip")).to_have_count(0)


def worked(desk: Desk) -> None:
    """What a worker does with moves that are asked for."""
    with scope.agency(desk.cast.northwind.pk):
        for move in Move.objects.filter(ended_at=None):
            moving.work_through.call(move.agency_id, move.pk)
