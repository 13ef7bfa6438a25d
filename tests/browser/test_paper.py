"""What is printed without the ground and the shadows of the screen."""

from playwright.sync_api import Page

from callboard.ui.parts import Part
from tests.browser.styled import show


def style(page: Page, selector: str, name: str, part: str = "") -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all(
        "(all, [name, part]) => all.map(one => getComputedStyle(one, part || null)[name])",
        [name, part],
    )
    return found


def test_numbers_beside_each_other_have_a_line_between_them(page: Page) -> None:
    page.emulate_media(media="print")
    tiles = "<li class='metric' data-charted>38</li><li class='metric'>16</li>"
    show(page, f"<ul class='metrics'>{tiles}{tiles}</ul>", Part.ANALYTICS)
    assert style(page, ".metric", "borderInlineStartWidth") == ["0px", "1px", "1px", "1px"]
    assert set(style(page, ".metric", "boxShadow")) == {"none"}


def test_a_table_s_head_has_one_line_and_a_badge_no_room_for_a_dot(page: Page) -> None:
    page.emulate_media(media="print")
    head, row = "<tr><th>State<th>Total", "<tr><td><span class='badge'>Paid</span><td>$297.00"
    show(page, f"<table class='table'><thead>{head}<tbody>{row}</table>", Part.BILLING)
    assert set(style(page, "thead th", "boxShadow")) == {"none"}
    assert set(style(page, "thead th", "borderBlockEndWidth")) == {"1px"}
    assert style(page, ".badge", "display", "::before") == ["none"]
