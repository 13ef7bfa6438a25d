"""Staff place an example call, and the client hears it: in two browsers, by a real worker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.test_main_way import sign_in
from tests.demo.driving import Running, demo, free_port, until


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("examples") / "demo"
    with demo(folder, free_port(), resumed=True) as started:
        yield started


@pytest.mark.long
def test_staff_place_a_call_and_the_client_hears_it(running: Running, new_context) -> None:
    agency = running.manifest["agencies"][0]
    base, owner = agency["base_url"], agency["staff"][0]
    client = next(one for one in agency["clients"] if one["name"] == "Bright Smile Dental")
    maya = sign_in(new_context(), base, **client["members"][0])
    ana = sign_in(new_context(), base, owner["email"], owner["password"])

    ana.goto(f"{base}/agency/clients/{client['id']}/")
    ana.click("[popovertarget=more]")
    ana.click("text=Place Example Call >> visible=true")
    dialog = ana.locator("dialog[open]")
    expect(dialog.locator("h2")).to_have_text("Place an example call")
    axe(ana)
    dialog.locator("button:has-text('Place Call')").click()
    expect(dialog).to_contain_text("Example call for Bright Smile Dental")
    expect(dialog).to_contain_text("The call is in the portal.", timeout=30_000)
    axe(ana)

    def is_listed() -> bool:
        maya.goto(f"{base}/calls/")
        return "Example, not a real caller" in maya.locator("#calls tbody tr").first.inner_text()

    until(is_listed)
    maya.locator("#calls a.row-link").first.click()
    maya.wait_for_url("**/calls/*/")
    expect(maya.locator("main")).to_contain_text("Example, not a real caller")
    axe(maya)
    maya.click("[data-player] button >> nth=0")
    until(lambda: maya.evaluate("document.querySelector('audio').currentTime > 0.5"))

    ana.goto(f"{base}/agency/clients/{client['id']}/")
    ana.click("text=Remove Example Calls")
    ana.click("dialog[open] button:has-text('Remove Example Calls')")
    expect(ana.locator("main")).not_to_contain_text("Example, not a real caller")
