"""The page of a call on a phone: its parts, and a player that fits under the thumb."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from callboard.calls.models import Call
from callboard.tenancy import scope
from tests.browser.keyboard import press
from tests.browser.practice import Somewhere, enter, practice
from tests.browser.test_portal import Contexts

__all__ = ["practice"]

pytestmark = pytest.mark.django_db(transaction=True)


def of_dana(practice: Somewhere, new_context: Contexts, width: int = 375, **options: bool) -> Page:
    base, cast = practice
    with scope.agency(cast.northwind.pk):
        path = f"/calls/{Call.objects.get(urgent=True).public_id}/"
    phone = {"viewport": {"width": width, "height": 700}, "has_touch": True}
    context = new_context(**phone, **options)
    page = enter(context, base, cast.northwind, cast.maya)
    page.goto(base + path)
    return page


def shows(page: Page, part: str) -> None:
    for one in ("transcript", "summary", "details"):
        expect(page.locator(f"#{one}")).to_be_visible(visible=one == part)


@pytest.mark.parametrize("script", [True, False])
def test_one_part_at_a_time(practice: Somewhere, new_context: Contexts, script: bool) -> None:
    page = of_dana(practice, new_context, java_script_enabled=script)
    parts = page.get_by_role("navigation", name="Parts of this call")
    shows(page, "transcript")
    press(page, "[href='#summary']")
    shows(page, "summary")
    expect(page.locator("h1")).to_be_in_viewport()
    if script:
        expect(parts.locator("[aria-current]")).to_have_text("Summary")
    parts.get_by_text("Details").tap()
    shows(page, "details")
    page.go_back()
    shows(page, "summary")
    page.reload()
    shows(page, "summary")
    parts.get_by_text("Transcript").tap()
    shows(page, "transcript")
    # A link to a line shows the lines.
    page.goto(f"{page.url.partition('#')[0]}?t=30#turn-21")
    shows(page, "transcript")
    expect(page.locator("#turn-21")).to_be_in_viewport()


@pytest.mark.parametrize("width", [375, 320])
def test_the_player_is_one_row_of_targets_and_covers_nothing(
    practice: Somewhere, new_context: Contexts, width: int
) -> None:
    page = of_dana(practice, new_context, width)
    player = page.locator("[data-player]")
    box = player.bounding_box()
    assert box is not None
    assert box["height"] < 140
    places = []
    for tool in player.locator("button:visible, a:visible").all():
        place = tool.bounding_box()
        assert place is not None
        assert place["height"] >= 44
        assert place["width"] >= 44
        assert box["x"] <= place["x"]
        assert place["x"] + place["width"] <= box["x"] + box["width"]
        places.append(place)
    row = sorted(places, key=lambda place: place["x"])
    assert all(a["x"] + a["width"] <= b["x"] for a, b in pairwise(row))
    # What was said last, and what is asked after it, come to stand above the player.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = page.locator("#feedback").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= box["y"]


def test_it_plays_on_while_the_summary_is_read(practice: Somewhere, new_context: Contexts) -> None:
    page = of_dana(practice, new_context)
    page.get_by_role("button", name="Play", exact=True).tap()
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    page.locator("[href='#summary']").tap()
    shows(page, "summary")
    page.mouse.wheel(0, 200)
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    page.locator("[href='#transcript']").tap()
    expect(page.locator("[data-turns-follow][aria-pressed=true]")).to_be_attached()
