"""The assistant's settings in Chromium: published and live without a reload, by keyboard, without
script, and every screen under axe.
"""

import pytest
from playwright.sync_api import Page, expect

from callboard.agencies import brand
from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection, Publication
from callboard.agents.models.connection import SIMULATED
from callboard.agents.models.publication import Kind
from callboard.agents.opening_hours import OpeningHours
from callboard.agents.settings import requests
from callboard.agents.settings.sections import Section
from callboard.agents.typed_hours import parse
from callboard.audit.actor import Actor
from callboard.providers import publish
from callboard.tenancy import scope
from tests.browser.axe import axe, by_turns
from tests.browser.keyboard import press, reach
from tests.browser.practice import Somewhere, at_localhost, enter
from tests.browser.test_portal import Contexts, look_at
from tests.browser.test_portal_screens import LOOKS
from tests.cast import agent, assemble, connection

pytestmark = pytest.mark.django_db(transaction=True)

MAYA = Actor("member", "Maya Chen")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
CONTENT = {
    "notice": "This call is recorded.",
    "greeting": "Bright Smile Dental, this is Robin. How can I help?",
    "hours": OpeningHours(week=(*[parse("8-12, 13-17")] * 5, (), ())).stored(),
}


@pytest.fixture
def robin(record_can_be_emptied, live_server, settings, data_dir) -> tuple[Somewhere, Agent]:
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    base = at_localhost(live_server, cast)
    with scope.agency(cast.northwind.pk):
        line = connection(cast.northwind)
        Connection.objects.filter(pk=line.pk).update(api_base=SIMULATED)
        line.refresh_from_db()
        made = agent(cast.bright_smile, line)
        one = publish.publish(made, Kind.SETTINGS, CONTENT, by=MAYA)
    worked(one)
    return (base, cast), made


def worked(*these: Publication) -> None:
    for one in these:
        publish.send.call(one.agency_id, one.pk)


def opened(of: Agent) -> list[Publication]:
    with scope.agency(of.agency_id):
        return list(Publication.objects.open())


def test_a_fault_of_a_holiday_leaves_its_row_in_line(robin, new_context: Contexts) -> None:
    (base, cast), made = robin
    page: Page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/assistant/{made.public_id}/hours/")
    page.fill("[name=first_0]", "1999-01-01")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    for part in (".field-label", ".input"):
        upper = "all => all.map(one => one.getBoundingClientRect().top)"
        places = page.locator(f".holiday {part}").evaluate_all(upper)
        assert len(places) == 4
        assert len(set(places)) == 1, part


def test_friday_ends_earlier(robin, new_context: Contexts) -> None:
    (base, cast), made = robin
    page: Page = enter(new_context(), base, cast.northwind, cast.maya)
    page.goto(f"{base}/home/")
    page.get_by_role("link", name="Robin").first.click()
    press(page, "a[aria-label='Edit Opening hours & holidays']")
    reach(page, "[name=day_4]")
    page.keyboard.press("Control+a")
    page.keyboard.type("9-15x")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    axe(page)
    page.locator("#error-summary a").first.click()
    expect(page.locator("[name=day_4]")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("9-15")
    page.keyboard.press("Enter")
    expect(page.locator(".changes")).to_contain_text("Friday")
    expect(page.locator(".changes ins")).to_contain_text("9 AM – 3 PM")
    press(page, "#publish")
    expect(page.locator("#news")).to_contain_text("Publishing")
    worked(*opened(made))
    expect(page.locator("#news")).to_contain_text("Live since")
    expect(page.locator(".changes")).to_have_count(0)
    axe(page)


def test_without_script_a_holiday_is_added_and_the_week_is_copied(
    robin, new_context: Contexts
) -> None:
    (base, cast), made = robin
    context = new_context(java_script_enabled=False)
    page = enter(context, base, cast.northwind, cast.maya)
    page.goto(f"{base}/assistant/{made.public_id}/hours/")
    page.locator("[name=day_0]").fill("7-16")
    page.get_by_role("button", name="Copy Monday to all weekdays").click()
    expect(page.locator("[name=day_4]")).to_have_value("7-16")
    page.get_by_role("button", name="Add a Holiday").click()
    page.locator("[name=first_1]").fill("2026-12-25")
    page.locator("[name=name_1]").fill("Christmas Day")
    page.get_by_role("button", name="Save Draft").last.click()
    expect(page.locator(".changes")).to_contain_text("25 Dec, Christmas Day: Closed")
    page.get_by_role("button", name="Publish Changes").click()
    expect(page.locator("#news")).to_contain_text("Publishing")
    worked(*opened(made))
    page.get_by_role("link", name="Look again").click()
    expect(page.locator("#news")).to_contain_text("Live since")


@pytest.mark.sized
def test_every_screen(robin, new_context: Contexts) -> None:
    (base, cast), made = robin
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.bright_smile.pk).update(
            visibility={"assistant.transfer": "see"}
        )
        hand = agent(cast.bright_smile, connection(cast.northwind, "other"), "Wren")
        long = CONTENT | {"greeting": LONG, "booking_rules": None}
        publish.publish(hand, Kind.SETTINGS, long, by=MAYA)
        requests.ask(made, Section.TRANSFER, LONG, by=MAYA)
    page = f"/assistant/{made.public_id}/"
    sections = ("greeting", "hours", "booking_rules", "voice", "transfer/request", "versions")
    portal = ("/assistant/", page, *(f"{page}{name}/" for name in sections))
    portal += (f"/assistant/{hand.public_id}/",)
    desk = f"/agency/agents/{made.public_id}/settings/"
    agency = (desk, f"{desk}notice/", f"{desk}transfer/", f"{desk}versions/", "/agency/changes/")
    for who, pages in ((cast.maya, portal), (cast.ana, agency)):
        for (colour, options), paths in by_turns(pages, LOOKS):
            with scope.agency(cast.northwind.pk):
                brand.save(cast.northwind, colour=colour)
            context = new_context(**options)
            visitor = enter(context, base, cast.northwind, who)
            for path in paths:
                look_at(visitor, base + path)
