"""A person who has no mouse."""

from playwright.sync_api import Page

FURTHEST = 60


def reach(page: Page, control: str) -> None:
    """Goes there by Tab from where the focus is."""
    wanted = page.locator(control).first
    wanted.wait_for()
    for _ in range(FURTHEST):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} cannot be reached by Tab on {page.url}")


def press(page: Page, control: str) -> None:
    """A link, or a button."""
    reach(page, control)
    page.keyboard.press("Enter")


def write(page: Page, field: str, text: str) -> None:
    """Instead of what stands in the field."""
    reach(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
