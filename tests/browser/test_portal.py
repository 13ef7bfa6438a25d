"""The portal in Chromium: every page in three looks, the player by its keys, no script."""

import re
import struct
import wave
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.agencies import addresses, brand
from callboard.audit.actor import SYSTEM
from callboard.bookings.models import Booking
from callboard.calls import streaming
from callboard.calls.models import Call, Recording
from callboard.people import offers, team
from callboard.tenancy import scope
from tests.bookings.told import a_booked_call, use
from tests.browser.axe import axe, by_turns
from tests.cast import PASSWORD, Cast, assemble, invited
from tests.portal.sounds import TURNS, a_call, a_recording

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]


def seconds_of_sound(seconds: int) -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(struct.pack("<hh", 900, -900) * 4000 * seconds)
    return out.getvalue()


@pytest.fixture
def portal(record_can_be_emptied, data_dir, live_server, settings, monkeypatch) -> tuple[str, Cast]:
    """Northwind's host, with a call in each state. The base address, and who is who."""
    # So that a player has to ask for a recording part by part.
    monkeypatch.setattr(streaming, "PART", 100_000)
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    type(cast.northwind).objects.filter(pk=cast.northwind.pk).update(host="localhost")
    cast.northwind.refresh_from_db()
    with scope.agency(cast.northwind.pk):
        many = [{**TURNS[n % 2], "start_ms": n * 1000, "end_ms": n * 1000 + 900} for n in range(40)]
        a_recording(a_call(cast.bright_smile, caller_name="Dana", turns=many), seconds_of_sound(40))
        failed = a_call(cast.bright_smile, caller_name="Lee", turns=TURNS, outcome="transferred")
        Recording.objects.create(agency=cast.northwind, call=failed, state="failed")
        a_call(cast.bright_smile, caller_name="Nobody", rank=2, outcome="")
        a_booked_call(cast.bright_smile, use(startDateTime="2099-12-01T14:40:00", summary="Check"))
        refused = use(startDateTime="2099-12-01T16:00:00", result="Error")
        a_booked_call(cast.bright_smile, refused, turns=TURNS)
    base = settings.PUBLIC_URL = live_server.url.replace("127.0.0.1", "localhost")
    return base, cast


def sign_in(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("[name=email]", "maya@brightsmile.example")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('Sign in')")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    page.goto(f"{base}/calls/")
    expect(page.locator("h1")).to_have_text("Calls")
    return page


def look_at(page: Page, address: str) -> None:
    page.goto(address)
    axe(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], f"{address} is {wide[0]} px wide"


LOOKS: list[tuple[str, dict[str, Any]]] = [
    ("#4f46e5", {}),
    ("#e11d48", {"color_scheme": "dark"}),
    ("#facc15", {"viewport": {"width": 375, "height": 812}}),
]
INSIDE = (
    "/calls/",
    "/bookings/",
    "/bookings/new/",
    "/bookings/day/",
    "/analytics/",
    "/analytics/value/",
    "/settings/profile/",
    "/settings/security/",
    "/settings/team/",
    "/settings/access-log/",
)
OUTSIDE = (
    "/sign-in/",
    "/sign-in/email/",
    "/sign-in/email/link/",
    "/forgot-password/",
    "/invitation/",
    "/invitation/cut-off/",
    "/x/",
)


@pytest.mark.sized
def test_every_page_is_accessible_and_fits(portal, new_context: Contexts) -> None:
    base, cast = portal
    with scope.agency(cast.northwind.pk):
        invitation = invited(cast.harbor_law)
        link = f"/invitation/{offers.facts_of(invitation).token()}/"
        pending = addresses.parse("samantha.ortiz-montgomery@a-rather-long-name.example")
        team.invite(cast.bright_smile, [pending], by=SYSTEM, user_id=cast.maya.pk)
        calls = [f"/calls/{call.public_id}/" for call in Call.objects.all()]
        calls += [f"/bookings/{booking.public_id}/" for booking in Booking.objects.all()]
    outside = [("nobody", path) for path in (*OUTSIDE, link)]
    inside = [("maya", path) for path in (*INSIDE, *calls, link)]
    for (colour, options), pages in by_turns([*outside, *inside], LOOKS):
        with scope.agency(cast.northwind.pk):
            brand.save(cast.northwind, colour=colour)
        nobody = new_context(**options).new_page()
        maya = sign_in(new_context(**options), base)
        for who, path in pages:
            look_at(maya if who == "maya" else nobody, base + path)


def test_a_refused_acceptance_is_accessible(portal, new_context: Contexts) -> None:
    base, cast = portal
    with scope.agency(cast.northwind.pk):
        link = f"{base}/invitation/{offers.facts_of(invited(cast.harbor_law)).token()}/"
    page = new_context().new_page()
    page.goto(link)
    page.click("button:has-text('Create account')")
    expect(page.locator("[role=alert], .error-summary").first).to_be_visible()
    axe(page)


def test_a_call_is_heard_and_read(portal, new_context: Contexts) -> None:
    page = sign_in(new_context(viewport={"width": 1280, "height": 600}), portal[0])
    page.click("a.row-link:has-text('Dana')")
    page.wait_for_url("**/calls/*/")
    player = page.locator("[data-player]")

    # Keys: play, a line on and back, five seconds, speed, which is remembered.
    page.keyboard.press("k")
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    expect(player.locator("[data-player-length]")).to_have_text("0:40")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press(".")
    page.keyboard.press(".")
    expect(page.locator("#turn-3[aria-current=true]")).to_be_visible()
    page.keyboard.press(",")
    expect(page.locator("#turn-2[aria-current=true]")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#turn-7[aria-current=true]")).to_be_attached()
    page.keyboard.press(">")
    expect(page.get_by_role("button", name="Speed 1.25×")).to_be_visible()

    # The slider says where it is in words, and moves five seconds by a key.
    seek = page.get_by_role("slider", name="Seek")
    seek.focus()
    page.keyboard.press("ArrowRight")
    expect(seek).to_have_attribute("aria-valuetext", re.compile("11 seconds of 40 seconds|0:11 of"))
    expect(page.locator("#turn-12[aria-current=true]")).to_be_attached()

    # It follows, until the reader scrolls away; a click on a line takes it up again.
    page.locator("#turn-5 [data-turn]").click()
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    page.mouse.move(400, 400)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, 5000)
    jump = page.get_by_role("button", name="Jump to current line")
    expect(jump).to_be_visible()
    jump.click()
    expect(page.locator("li[aria-current=true]")).to_be_in_viewport()
    expect(jump).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name="Speed 1.25×")).to_be_visible()


def test_a_call_without_script(portal, new_context: Contexts) -> None:
    base = portal[0]
    page = sign_in(new_context(java_script_enabled=False), base)
    page.click("a.row-link:has-text('Dana')")
    page.wait_for_url("**/calls/*/")
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator("[data-player-play]")).to_be_hidden()
    page.locator("#turn-4 [data-turn]").click()
    assert page.url.endswith("?t=3#turn-4")
    source = page.locator("audio").get_attribute("src")
    assert source is not None
    assert source.endswith("/recording#t=3")
    page.goto(f"{base}/settings/profile/")
    page.fill("[name=name]", "Maya R. Chen")
    page.click("button:has-text('Save Profile')")
    expect(page.locator("body")).to_contain_text("Saved.")


def test_a_player_that_fails_says_so_and_tries_again(portal, new_context: Contexts) -> None:
    context = new_context()
    context.route("**/recording", lambda route: route.fulfill(status=200, body="no sound"))
    page = sign_in(context, portal[0])
    page.click("a.row-link:has-text('Dana')")
    page.wait_for_url("**/calls/*/")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_text("The recording can’t be played right now.")).to_be_visible()
    expect(page.locator("#turn-1")).to_be_visible()
    context.unroute("**/recording")
    page.get_by_role("button", name="Try Again").click()
    expect(page.locator("[data-player][data-playing]:not([data-failed])")).to_be_visible()


def test_a_moment_is_sought_in_a_recording_that_is_not_there_yet(
    portal, new_context: Contexts
) -> None:
    """Only a part of it was sent: what lies behind is asked for by its range."""
    ranges: list[str] = []
    page = sign_in(new_context(), portal[0])
    page.on(
        "response",
        lambda got: (
            ranges.append(got.headers.get("content-range", ""))
            if got.url.endswith("/recording")
            else None
        ),
    )
    page.click("a.row-link:has-text('Dana')")
    page.wait_for_url("**/calls/*/")
    page.keyboard.press("k")
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    box = page.get_by_role("slider", name="Seek").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    expect(page.locator("[data-player-elapsed]")).to_have_text(re.compile("0:3[6-9]"))
    audio = page.locator("audio")
    expect(audio).not_to_have_js_property("readyState", 0)
    expect(audio).to_have_js_property("seeking", False)
    assert audio.evaluate("audio => audio.seekable.length") == 1
    expect(page.locator("#turn-38[aria-current=true]")).to_be_attached()
    assert audio.evaluate("audio => audio.error") is None
    assert any(re.fullmatch(r"bytes 0-99999/\d+", one) for one in ranges)
    assert any(re.fullmatch(r"bytes [1-9]\d+-\d+/\d+", one) for one in ranges)


def test_words_are_found_in_the_transcript(portal, new_context: Contexts) -> None:
    context = new_context(viewport={"width": 1280, "height": 700})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal[0])
    page = sign_in(context, portal[0])
    page.click("a.row-link:has-text('Dana')")
    page.wait_for_url("**/calls/*/")
    page.keyboard.press("/")
    page.keyboard.type("TÖOTH")
    count = page.locator("[data-find-count]")
    expect(count).to_have_text("1 of 20")
    expect(page.locator("mark[data-at]")).to_have_text("tooth")
    expect(page.locator(".wave-hit")).to_have_count(20)
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 20")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(count).to_have_text("20 of 20")
    expect(page.locator("#turn-40 mark[data-at]")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("mark, .wave-hit")).to_have_count(0)

    # A link to a line, and to where the recording stands.
    page.locator("#turn-3").hover()
    page.locator("#turn-3 .turn-link").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}?t=2#turn-3"
    page.locator("#turn-6 [data-turn]").click()
    page.keyboard.press("k")
    page.keyboard.press("c")
    expect(page.locator("#status")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{page.url}?t=5#turn-6"
    page.goto(link)
    expect(page.locator("[data-player-elapsed]")).to_have_text("0:05")
    expect(page.locator("#turn-6")).to_be_in_viewport()
