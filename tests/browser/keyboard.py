"""A person without a mouse: Tab to a control, type, Enter."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.cast import PASSWORD

_HAS_FOCUS = "one => one === document.activeElement"


def reach(page: Page, control: str) -> None:
    """Goes there by Tab from where the focus is."""
    wanted = page.locator(control).first.element_handle()
    for _ in range(60):
        if wanted.evaluate(_HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} cannot be reached by Tab on {page.url}")


def press(page: Page, control: str) -> None:
    reach(page, control)
    page.keyboard.press("Enter")


def write(page: Page, control: str, text: str) -> None:
    """Over what stands there."""
    reach(page, control)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def give(page: Page, email: str, password: str) -> None:
    write(page, "[name=email]", email)
    write(page, "[name=password]", password)
    page.keyboard.press("Enter")


def enter(page: Page, base: str, email: str, password: str = PASSWORD) -> Page:
    page.goto(f"{base}/sign-in/")
    give(page, email, password)
    expect(page.locator("h1")).not_to_have_text("Sign in")
    return page


def sign_in(context: BrowserContext, base: str, email: str, password: str = PASSWORD) -> Page:
    return enter(context.new_page(), base, email, password)
