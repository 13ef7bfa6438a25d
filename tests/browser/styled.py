"""A bit of a page under the style sheets alone: for what is seen without a server."""

from playwright.sync_api import Page

from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.css import stylesheet as brand_css
from callboard.ui.parts import Part
from callboard.ui.stylesheet import stylesheet


def show(page: Page, html: str, part: Part) -> None:
    sheets = [stylesheet(one).content.decode() for one in (Part.PAGE, part)]
    page.set_content(f"<style>{''.join(sheets)}{brand_css(tokens('#4f46e5'))}</style>{html}")
