"""Tables in the room they have: at no width of the window is a part of a row cut off."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.bookings.models import Booking
from callboard.calls.search.reindex import reindex
from callboard.people.models import User
from callboard.tenancy import scope
from tests.browser.desk_of_calls import Desk, desk
from tests.browser.practice import Somewhere, enter, practice
from tests.browser.test_portal import Contexts
from tests.cast import Cast
from tests.portal.sounds import a_call

__all__ = ["desk", "practice"]

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (375, 640, 700, 744, 768, 900, 1024, 1112, 1200, 1280, 1440)
LONG = "The Old Harbour Road Veterinary Practice and Riverside Dental Laboratory"
# Clipped content is in no width of the page: the frame's own tells, and where its cells end.
CUT_OFF = """() => [...document.querySelectorAll('.table-frame')].flatMap(frame => {
  const cells = [...frame.querySelectorAll('tbody :is(th, td)')]
  const ends = cells.map(cell => cell.getBoundingClientRect().right)
  const end = frame.getBoundingClientRect().right
  const name = frame.querySelector('caption').textContent
  return frame.scrollWidth > frame.clientWidth || Math.max(...ends) > end + 1
    ? [`${name}: ${Math.round(Math.max(...ends) - end)} px cut off`] : []
})"""
FOUND_IN_SIGHT = """() => [...document.querySelectorAll('td mark')].map(mark => {
  const word = mark.getBoundingClientRect()
  const cell = mark.closest('.cell-line, td').getBoundingClientRect()
  return word.left >= cell.left && word.right <= cell.right && word.bottom <= cell.bottom
})"""


def cut_off(page: Page, base: str, paths: Iterable[str]) -> Iterator[str]:
    """What a reader does not see, where and at which width."""
    for path in paths:
        page.goto(base + path)
        assert page.locator(".table-frame").count(), path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            yield from (f"{path} at {width}: {table}" for table in page.evaluate(CUT_OFF))


def badges(cast: Cast) -> None:
    """A call with three, and bookings that are examples."""
    with scope.agency(cast.northwind.pk):
        turns = [{"role": "user", "text": "It is that a piece of my own front tooth came off."}]
        a_call(
            cast.bright_smile,
            caller_name="Irene Castle",
            result="call_back",
            urgent=True,
            is_example=True,
            turns=turns,
            duration_ms=754_000,
            summary="Irene Castle lost a crown and has pain. " * 4,
        )
        a_call(cast.bright_smile, caller_name="", result="answered", is_example=True)
        Booking.objects.filter(call__caller_name="Dana").update(is_example=True)
        Booking.objects.update(notes="Asked at the front desk whether she may come earlier.")
        list(reindex())


def test_no_table_of_the_portal_is_cut_off(practice: Somewhere, new_context: Contexts) -> None:
    base, cast = practice
    badges(cast)
    page = enter(new_context(), base, cast.northwind, cast.maya)
    paths = (
        "/home/",
        "/calls/",
        "/calls/?outcome=booked&outcome=call_back&days=30",
        "/calls/?q=tooth",
        "/bookings/day/?day=2099-12-01",
        "/settings/team/",
    )
    assert list(cut_off(page, base, paths)) == []


def test_no_table_of_the_desk_is_cut_off(
    desk: Desk, new_context: Callable[..., BrowserContext]
) -> None:
    cast = desk.cast
    badges(cast)
    with scope.agency(cast.northwind.pk):
        type(cast.harbor_law).objects.filter(pk=cast.harbor_law.pk).update(name=LONG)
    page = enter(new_context(), desk.base, cast.northwind, cast.ana)
    client = f"/agency/clients/{cast.bright_smile.public_id}/"
    paths = (
        "/agency/",
        "/agency/clients/",
        "/agency/calls/",
        "/agency/calls/?whose=nobody&spam=1",
        "/agency/calls/?q=dana",
        client,
        f"{client}calls/",
        "/agency/agents/",
        "/agency/connections/",
        "/agency/staff/",
        "/agency/audit/",
        "/agency/reports/week/",
        "/agency/settings/data/",
    )
    assert list(cut_off(page, desk.base, paths)) == []


@pytest.mark.parametrize("width", [768, 1024, 1280])
def test_what_was_found_is_in_sight(practice: Somewhere, new_context: Contexts, width: int) -> None:
    base, cast = practice
    badges(cast)
    viewport = {"width": width, "height": 900}
    page = enter(new_context(viewport=viewport), base, cast.northwind, cast.maya)
    page.goto(f"{base}/calls/?q=tooth")
    seen = page.evaluate(FOUND_IN_SIGHT)
    assert seen
    assert all(seen)


def test_the_list_on_paper_has_its_heads_and_its_filters_in_words(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(passkey_offered=True)
    page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/calls/?days=30&outcome=booked&unread=1&q=tooth")
    expect(page.get_by_text("Next time without a password?")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#calls thead th:visible").first).to_have_text("Who")
    rows = page.locator("#calls tbody tr:first-child > :visible")
    expect(rows).to_have_count(page.locator("#calls thead th:visible").count())
    told = page.locator(".chips").inner_text()
    for words in ("Dates: 30 days", "Outcome: Booked", "Unread", "Search: tooth"):
        assert words in told
    assert "Flagged" not in told
    expect(page.get_by_text("Next time without a password?")).to_be_hidden()
