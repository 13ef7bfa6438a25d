"""Mails as a small screen shows them."""

from playwright.sync_api import Locator, Page

from callboard.mail import compose
from tests.mail.test_any_text import message


def sides(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"]


def test_on_a_phone_a_mail_is_one_card_with_a_margin_around_it(page: Page) -> None:
    made = message("invitation", lambda name: "" if name in ("logo", "wordmark") else "Some words")
    page.set_viewport_size({"width": 375, "height": 812})
    page.set_content(compose.html_of(made))
    card, bordered = page.locator(".card"), page.locator(".card > table > tbody > tr > td")
    assert sides(card) == sides(bordered) == (12, 363)
    left, right = sides(bordered.locator("td div").first)
    assert (left, right) == (33, 342)
