"""The instruments themselves: a browser that runs, and an axe that sees."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe


def test_axe_passes_a_sound_page(page: Page):
    page.set_content("<html lang=en><title>Calls</title><main><h1>Calls</h1></main></html>")
    axe(page)


def test_axe_names_what_is_wrong(page: Page):
    page.set_content("<html lang=en><title>Calls</title><main><img src='data:,'></main></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
