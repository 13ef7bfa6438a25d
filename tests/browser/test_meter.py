"""The bar of included minutes, as Chromium paints it."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.css import stylesheet as brand_css
from callboard.ui.parts import Part
from callboard.ui.stylesheet import stylesheet

METER = "<div class='meter'><meter min='0' max='100' value='60' aria-label='Used'></meter></div>"


def test_the_bar_is_filled_from_its_upper_edge_to_its_lower(page: Page) -> None:
    sheets = [stylesheet(Part.PAGE).content, stylesheet(Part.BILLING).content]
    style = b"\n".join(sheets).decode() + brand_css(tokens("#4f46e5"))
    page.set_content(f"<style>{style}</style>{METER}")
    bar = Image.open(BytesIO(page.locator("meter").screenshot())).convert("RGB")
    used, left = ({bar.getpixel((bar.width * x // 10, y)) for y in range(10)} for x in (3, 9))
    assert len(used) == len(left) == 1
    assert used != left
