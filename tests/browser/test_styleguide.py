"""Every sample screen in Chromium: readable in all themes, whole on a phone, alive if scripted."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect

from callboard.ui.styleguide import PAGES
from tests.browser.axe import axe, by_turns
from tests.requests_under_way import RequestsUnderWay

Contexts = Callable[..., BrowserContext]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def guide(requests_under_way: RequestsUnderWay) -> Iterator[str]:
    requests_under_way.let_in()
    with override_settings(
        ROOT_URLCONF="tests.ui.preview", MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"]
    ):
        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        server.set_app(WSGIHandler())
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


LOOKS = (
    ("4f46e5", "light", 1280),
    ("e11d48", "dark", 1280),
    ("facc15", "light", 375),
    ("facc15", "dark", 375),
    ("000000", "dark", 1280),
    ("0d9488", "light", 800),
)


@pytest.mark.deep
def test_every_screen_is_accessible_and_fits(new_context: Contexts, guide: str) -> None:
    for (colour, scheme, width), names in by_turns(list(PAGES), LOOKS):
        viewport = {"width": width, "height": 800}
        context = new_context(viewport=viewport, color_scheme=scheme)
        page = context.new_page()
        for name in names:
            page.goto(f"{guide}/{colour}/{name}/")
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} px wide"


def test_a_menu_takes_focus_walks_by_arrows_and_gives_focus_back(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/clients/")
    opener = page.get_by_role("button", name="Actions for Harbor Law", exact=True)
    opener.click()
    first = page.locator("#actions-2 .menu-item").first
    expect(first).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#actions-2").get_by_text("Copy invitation link")).to_be_visible()
    expect(page.locator("#actions-2 [data-copy]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(first).to_be_hidden()


def test_copying_says_so_aloud(new_context: Contexts, guide: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{guide}/styleguide/client/")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("#status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "maya@brightsmile.example"


def test_a_page_opens_as_a_dialog_and_closes_to_where_one_was(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/index/")
    opener = page.get_by_role("link", name="Opens the dialog")
    opener.click()
    dialog = page.get_by_role("dialog", name="Revoke portal access for Bright Smile Dental?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_what_was_typed_in_a_dialog_is_not_lost_by_a_slip(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/index/")
    form = f"{guide}/styleguide/invite/"
    page.route("**/styleguide/revoke/", lambda route: route.continue_(url=form))
    page.get_by_role("link", name="Opens the dialog").click()
    note = page.locator("#dialog #invite_note")
    note.fill("See you Monday")
    page.mouse.click(5, 5)
    expect(note).to_be_visible()
    asked: list[str] = []

    def stay(question: object) -> None:
        asked.append(str(getattr(question, "message", "")))
        getattr(question, "dismiss")()  # noqa: B009 (typed as object)

    page.on("dialog", stay)
    page.keyboard.press("Escape")
    expect(note).to_have_value("See you Monday")
    assert asked == ["Close and lose what you typed?"]


def test_a_failed_form_starts_at_its_summary(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/client-form/")
    expect(page.locator("#error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter a valid email address.").click()
    expect(page.locator("#bad_email")).to_be_focused()


def test_a_password_can_be_shown_and_hidden(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/accept/")
    field = page.get_by_label("Choose a password")
    field.fill("a short sentence works")
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "password")


def test_keys_work_outside_of_fields_only(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/clients/")
    page.keyboard.press("/")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("?/g")
    expect(search).to_have_value("?/g")
    search.blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_the_counter_counts_what_is_left(page: Page, guide: str) -> None:
    page.goto(f"{guide}/styleguide/invite/")
    page.get_by_label("Personal note").fill("Hello")
    expect(page.get_by_text("295 characters left")).to_be_visible()


def test_without_script_menus_open_and_the_browser_plays(new_context: Contexts, guide: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{guide}/styleguide/clients/")
    page.get_by_role("button", name="Actions for Harbor Law", exact=True).click()
    expect(page.locator("#actions-2").get_by_text("Resend Invitation")).to_be_visible()
    expect(page.locator("#actions-2").get_by_text("Copy invitation link")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    page.goto(f"{guide}/styleguide/call/")
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".player-play")).to_be_hidden()
    page.goto(f"{guide}/styleguide/sign-in/")
    expect(page.locator(".password-show")).to_be_hidden()


def test_on_a_phone_the_navigation_opens(new_context: Contexts, guide: str) -> None:
    page = new_context(viewport={"width": 375, "height": 760}, has_touch=True).new_page()
    page.goto(f"{guide}/styleguide/calls/")
    expect(page.locator(".bottom-bar")).to_be_visible()
    expect(page.locator("#sidebar")).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator("#sidebar")).to_be_visible()
    expect(page.get_by_text("ana@northwind.example")).to_be_visible()


def test_paper_is_white_whatever_theme_is_on_the_screen(new_context: Contexts, guide: str) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(f"{guide}/styleguide/index/")
    page.emulate_media(media="print", color_scheme="dark")
    asked = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    shown = {
        name: page.evaluate(asked, name)
        for name in ("--paper", "--canvas", "--surface", "--sunken", "--brand-subtle")
    }
    assert set(shown.values()) == {"#ffffff"}, shown
