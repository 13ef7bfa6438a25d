"""The bar of included minutes, as Chromium paints it."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

from callboard.ui.parts import Part
from tests.browser.styled import show

METER = "<div class='meter'><meter min='0' max='100' value='60' aria-label='Used'></meter></div>"


def test_the_bar_is_filled_from_its_upper_edge_to_its_lower(page: Page) -> None:
    show(page, METER, Part.BILLING)
    bar = Image.open(BytesIO(page.locator("meter").screenshot())).convert("RGB")
    used, left = ({bar.getpixel((bar.width * x // 10, y)) for y in range(10)} for x in (3, 9))
    assert len(used) == len(left) == 1
    assert used != left
