"""Everybody's access to one client's portal, in Chromium: a team of four, and the agency's side."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.people import acceptance, offers, revocation, team
from callboard.people.models import Invitation, User
from callboard.tenancy import scope
from tests.browser.axe import axe
from tests.browser.keyboard import press, sign_in
from tests.cast import Cast, assemble, password_hash

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]
LOOKS: list[dict[str, Any]] = [
    {},
    {"color_scheme": "dark"},
    {"viewport": {"width": 375, "height": 812}},
]
LONG = "samantha.alexandra.ortiz-montgomery@a-rather-long-name-for-a-practice.example"
TEAM = "/settings/team/"


@pytest.fixture
def northwind(record_can_be_emptied, data_dir, live_server, settings) -> tuple[str, Cast]:
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    type(cast.northwind).objects.filter(pk=cast.northwind.pk).update(host="localhost")
    cast.northwind.refresh_from_db()
    return live_server.url.replace("127.0.0.1", "localhost"), cast


def fits(page: Page) -> None:
    axe(page)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0, page.url


def link(base: str, cast: Cast, address: str) -> str:
    with scope.agency(cast.northwind.pk):
        invitation = Invitation.objects.open().get(address_canonical=address)
        return f"{base}/invitation/{offers.facts_of(invitation).token()}/"


def accept(page: Page, link: str, name: str) -> Page:
    """By keyboard: a name, a password, Enter."""
    page.goto(link)
    expect(page.locator("main")).to_contain_text("Maya Chen at Bright Smile Dental invited you")
    page.focus("[name=name]")
    page.keyboard.type(name)
    page.focus("[name=password]")
    page.keyboard.type("seven quiet harbors")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Welcome")
    return page


def join(cast: Cast, address: str, name: str) -> User:
    """A colleague of Maya's who has accepted."""
    with scope.agency(cast.northwind.pk):
        parsed = addresses.parse(address)
        team.invite(cast.bright_smile, [parsed], by=SYSTEM, user_id=cast.maya.pk)
        invitation = Invitation.objects.open().get(address_canonical=parsed.canonical)
        return acceptance.accept_as_new(
            invitation, name=name, password_hash=password_hash(), by=SYSTEM
        ).user


def _words_stand_free(page: Page) -> None:
    """Of a pending row, whose buttons once lay over a long address on a phone."""
    row = page.locator("#pending tbody tr").first
    words, buttons = (row.locator(one).bounding_box() for one in ("th", ".cluster"))
    assert words is not None
    assert buttons is not None
    beside = words["x"] + words["width"] <= buttons["x"]
    assert beside or words["y"] + words["height"] <= buttons["y"]


def test_a_team_of_four(northwind: tuple[str, Cast], new_context: Contexts) -> None:
    """By keyboard: Maya invites three, two accept, one is removed and out at the next click."""
    base, cast = northwind
    maya = sign_in(new_context(), base, cast.maya.email)
    expect(maya.locator("#who-else")).to_contain_text("Who else should see this?")
    press(maya, "#who-else a")
    expect(maya.locator("h1")).to_have_text("Team")

    # A slip is named, and what was typed is kept.
    maya.focus("[name=addresses]")
    maya.keyboard.type("sam@brightsmile.example\nlee@brightsmile\nkim@brightsmile.example")
    press(maya, "#invite button[type=submit]")
    expect(maya.locator("#error-summary")).to_be_focused()
    expect(maya.locator("#error-summary")).to_contain_text("Line 2, “lee@brightsmile”")
    axe(maya)
    maya.focus("[name=addresses]")
    maya.keyboard.press("ControlOrMeta+a")
    maya.keyboard.type("sam@brightsmile.example\nlee@brightsmile.example\nkim@brightsmile.example")
    press(maya, "#invite button[type=submit]")
    expect(maya.locator("#pending tbody tr")).to_have_count(3)
    axe(maya)

    sam = accept(new_context().new_page(), link(base, cast, "sam@brightsmile.example"), "Sam Ortiz")
    accept(new_context().new_page(), link(base, cast, "lee@brightsmile.example"), "Lee Park")
    maya.goto(base + TEAM)
    expect(maya.locator("#people tbody tr")).to_have_count(3)
    expect(maya.locator("#pending tbody tr")).to_have_count(1)

    press(maya, "a[aria-label='Remove Sam Ortiz']")
    expect(maya.locator("h1")).to_have_text("Remove Sam Ortiz?")
    axe(maya)
    press(maya, "main button:has-text('Remove')")
    expect(maya.locator("#people tbody tr")).to_have_count(2)
    expect(maya.locator("body")).to_contain_text("Sam Ortiz no longer has access.")
    answer = sam.reload()
    assert answer is not None
    assert answer.status == 403
    expect(sam.locator("body")).not_to_contain_text("Bright Smile")
    axe(sam)
    maya.goto(f"{base}/calls/")
    expect(maya.locator("#who-else")).to_have_count(0)


def test_a_team_without_script(northwind: tuple[str, Cast], new_context: Contexts) -> None:
    base, cast = northwind
    maya = sign_in(new_context(java_script_enabled=False, **LOOKS[2]), base, cast.maya.email)
    maya.goto(base + TEAM)
    maya.fill("[name=addresses]", LONG)
    maya.click("button:has-text('Send Invitations')")
    _words_stand_free(maya)
    maya.click("button:has-text('Copy Link')")
    shown = maya.locator("#invitation-link").input_value()
    sam = new_context(java_script_enabled=False).new_page()
    sam.goto(base + "/invitation/" + shown.partition("/invitation/")[2])
    sam.fill("[name=name]", "Sam Ortiz")
    sam.fill("[name=password]", "seven quiet harbors")
    sam.click("button:has-text('Create account')")
    sam.goto(base + TEAM)
    sam.click("a:has-text('Leave')")
    sam.click("main button:has-text('Leave')")
    expect(sam.locator("body")).to_contain_text("Your access has ended")
    maya.goto(base + TEAM)
    expect(maya.locator("#people tbody tr")).to_have_count(1)
    expect(maya.locator("main")).not_to_contain_text("Leave")


def test_the_agency_restores_one_of_two(northwind: tuple[str, Cast], new_context: Contexts) -> None:
    """By keyboard: after a revocation Sam gets an invitation again, Maya does not."""
    base, cast = northwind
    join(cast, "sam@brightsmile.example", "Sam Ortiz")
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=SYSTEM)
    ana = sign_in(new_context(), base, cast.ana.email)
    ana.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/")
    press(ana, "#people a:has-text('Restore People')")
    dialog = ana.locator("dialog[open]")
    expect(dialog.locator("h2")).to_be_focused()
    axe(ana)
    box = dialog.get_by_label("Maya Chen")
    for _ in range(10):
        if box.evaluate("one => one === document.activeElement"):
            break
        ana.keyboard.press("Tab")
    ana.keyboard.press("Space")
    expect(box).not_to_be_checked()
    press(ana, "dialog[open] button:has-text('Send Invitations')")
    expect(ana.locator("body")).to_contain_text("1 invitation is on its way.")
    expect(ana.locator("#people")).to_contain_text("sam@brightsmile.example")
    with scope.agency(cast.northwind.pk):
        again = Invitation.objects.open().get(client=cast.bright_smile)
    assert again.address_canonical == "sam@brightsmile.example"
