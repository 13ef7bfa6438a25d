"""Every screen that a client's people open daily, under axe and no wider than the window."""

from typing import Any

import pytest
from playwright.sync_api import expect

from callboard.agencies import brand
from callboard.bookings.models import Booking
from callboard.calls.models import Call
from callboard.notices import choices, links
from callboard.people.models import Membership, User
from callboard.tenancy import scope
from tests.browser.axe import axe, by_turns
from tests.browser.practice import Somewhere, at_localhost, enter, practice
from tests.browser.test_portal import Contexts, look_at
from tests.cast import Cast, agent, assemble, connection, member

__all__ = ["practice"]

pytestmark = pytest.mark.django_db(transaction=True)

LOOKS: list[tuple[str, dict[str, Any]]] = [
    ("#4f46e5", {}),
    ("#e11d48", {"color_scheme": "dark"}),
    ("#facc15", {"viewport": {"width": 375, "height": 812}}),
]
LIST = (
    "/calls/",
    "/calls/?q=tooth",
    "/calls/?q=5550123",
    "/calls/?q=nobody",
    "/calls/?spam=1&outcome=spam&length=short&length=long&unread=1&flagged=1",
    "/calls/?days=7&outcome=booked",
    "/calls/?from=2026-99-01",
    "/calls/views/?days=7",
    "/calls/exports/?days=7",
)
HOME = ("/home/", "/home/?days=30", "/settings/notifications/")
BOOKINGS = (
    *(f"/bookings/?tab={tab}" for tab in ("upcoming", "past", "cancelled", "not-in-calendar")),
    "/bookings/day/?day=2099-12-01",
    "/bookings/day/?day=2099-12-24",
)


def stop_path(cast: Cast, what: str) -> str:
    """The link at the foot of Maya's mails."""
    with scope.agency(cast.northwind.pk):
        row = choices.row_of(Membership.objects.select_related("user").get(user=cast.maya))
        return "/mails" + links.stop_url(cast.northwind, row, what).partition("/mails")[2]


@pytest.mark.sized
def test_every_screen_in_use(practice: Somewhere, new_context: Contexts) -> None:
    base, cast = practice
    with scope.agency(cast.northwind.pk):
        shown = {call.caller_name: call for call in Call.objects.select_related("recording")}
        calls = [
            f"/calls/{shown[who].public_id}/"
            for who in ("Dana Whitfield", "Lee Wong", "Served", "")
        ]
        booked = [f"/bookings/{one.public_id}/" for one in Booking.objects.order_by("id")]
    parts = [f"{calls[0]}#summary", f"{calls[0]}?q=tooth", f"{calls[0]}#details"]
    stop = stop_path(cast, "new_call")
    cut_off = ("/mails/stop/calls/cut-off/", "/mails/end/numbers/cut-off/")
    pages = (*LIST, *HOME, *BOOKINGS, *calls, *parts, *booked, stop, *cut_off)
    for (colour, options), paths in by_turns(pages, LOOKS):
        with scope.agency(cast.northwind.pk):
            brand.save(cast.northwind, colour=colour)
        context = new_context(**options)
        maya = enter(context, base, cast.northwind, cast.maya)
        for path in paths:
            look_at(maya, base + path)


def test_what_opens_on_them(practice: Somewhere, new_context: Contexts) -> None:
    base, cast = practice
    for options in (LOOKS[1][1], LOOKS[2][1]):
        context = new_context(**options)
        maya = enter(context, base, cast.northwind, cast.maya)
        maya.goto(f"{base}/calls/")
        for menu in ("by-dates", "by-outcome"):
            maya.click(f"#{menu}-button")
            expect(maya.locator(f"#{menu}")).to_be_visible()
            axe(maya, within=f"#{menu}")
            maya.keyboard.press("Escape")
        maya.locator("[name=call]").first.check()
        expect(maya.locator("#mark-read")).to_be_visible()
        axe(maya)
        maya.click("#export")
        expect(maya.locator("#dialog h2")).to_be_focused()
        axe(maya, within="#dialog")


@pytest.mark.sized
def test_before_the_first_call(
    record_can_be_emptied, data_dir, live_server, new_context: Contexts
) -> None:
    cast = assemble()
    base = at_localhost(live_server, cast)
    with scope.agency(cast.northwind.pk):
        nobody_answers = member(cast.harbor_law, "Harvey Stone")
        agent(cast.bright_smile, connection(cast.northwind))
    pages: list[tuple[Any, str]] = [
        (who, path)
        for who in (cast.maya, nobody_answers)
        for path in ("/home/", "/calls/", "/bookings/", "/calls/?days=7")
    ]
    for (_colour, options), looks in by_turns(pages, LOOKS):
        context = new_context(**options)
        for who, path in looks:
            page = enter(context, base, cast.northwind, who)
            look_at(page, base + path)
            page.close()


def test_a_chart_s_numbers_stand_beside_its_columns(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    maya = enter(new_context(), base, cast.northwind, cast.maya)
    maya.goto(f"{base}/analytics/")
    first = maya.locator(".chart-hit").first.bounding_box()
    marks = [one.bounding_box() for one in maya.locator(".chart-mark").all()]
    assert first
    assert marks
    assert all(box and box["x"] + box["width"] <= first["x"] for box in marks)


def test_an_offer_stands_apart_from_what_follows(
    practice: Somewhere, new_context: Contexts
) -> None:
    base, cast = practice
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(passkey_offered=True)
    maya = enter(new_context(), base, cast.northwind, cast.maya)
    maya.goto(f"{base}/home/")
    offer = maya.locator(".callout", has_text="Next time without a password?").bounding_box()
    head = maya.locator(".page-header").bounding_box()
    assert offer
    assert head
    assert head["y"] - offer["y"] - offer["height"] >= 16
