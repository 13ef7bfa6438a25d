"""The agency's side in Chromium: every page under axe, by keyboard, and without script."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from callboard.agencies import brand
from callboard.people import batches, invitations
from callboard.people.models import Invitation
from callboard.people.models.batch import BatchAct
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.billing.test_pages import bill
from tests.browser.axe import axe, by_turns
from tests.cast import ANA, PASSWORD, Cast, agent, assemble, client, connection, invited
from tests.portal.sounds import TURNS, a_call

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 860}},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 812}},
}


@pytest.fixture
def desk(record_can_be_emptied, data_dir, live_server) -> tuple[str, Cast, list[str]]:
    """Northwind's host in yellow, with one client waiting; the base address and all pages."""
    cast = assemble()
    type(cast.northwind).objects.filter(pk=cast.northwind.pk).update(host="localhost")
    cast.northwind.refresh_from_db()
    with scope.agency(cast.northwind.pk):
        brand.save(cast.northwind, colour="#facc15")
        call = a_call(cast.bright_smile, caller_name="Dana", turns=TURNS)
        waiting = client(cast.northwind, "Waiting & Sons <b>", "waiting@sons.example")
        invited(waiting)
        vapi = connection(cast.northwind)
        robin = agent(waiting, vapi)
        expired = [client(cast.northwind, name, f"{name}@late.example") for name in ("ann", "bob")]
        for one in expired:
            invited(one, at=timezone.now() - timedelta(days=30))
        batch = batches.start(
            cast.northwind, expired, BatchAct.RESEND, key="0" * 16, by=ANA, user_id=cast.ana.pk
        )
    active, new = cast.bright_smile.public_id, cast.harbor_law.public_id
    pages = [
        "clients/",
        "clients/?q=nobody",
        "clients/new/",
        f"clients/{active}/",
        f"clients/{new}/",
        f"clients/{waiting.public_id}/",
        f"clients/{waiting.public_id}/edit/",
        f"clients/{new}/invitation/",
        f"clients/{waiting.public_id}/invitation/resend/",
        f"clients/{waiting.public_id}/invitation/cancellation/",
        f"clients/{active}/revocation/",
        "calls/",
        f"calls/{call.public_id}/",
        "agents/",
        f"agents/{robin.public_id}/",
        "connections/",
        "connections/new/",
        f"connections/{vapi.public_id}/",
        "settings/branding/",
        "",
        "audit/",
        f"clients/{active}/audit/",
        "batches/new/resend/",
        "batches/new/invite/",
        f"batches/{batch.public_id}/",
        f"clients/{active}/archival/",
        f"clients/{active}/people/",
        "staff/",
        f"staff/{cast.staff[Role.MANAGER].public_id}/role/",
        f"staff/{cast.staff[Role.MANAGER].public_id}/removal/",
        "settings/invitations/",
        "settings/summaries/",
        f"clients/{active}/summary/",
        "reports/week/",
        "billing/margin/",
        "settings/portal-defaults/",
        f"clients/{active}/visibility/",
        "../settings/security/",
        "../settings/profile/",
    ]
    return live_server.url.replace("127.0.0.1", "localhost"), cast, pages


def sign_in(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("[name=email]", "ana@northwind.example")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('Sign in')")
    expect(page.locator("h1")).to_have_text("Home")
    return page


@pytest.mark.sized
def test_every_page_under_axe(desk, new_context: Contexts) -> None:
    base, _cast, pages = desk
    opened = {look: sign_in(new_context(**options), base) for look, options in LOOKS.items()}
    for look, paths in by_turns(pages, list(opened)):
        page = opened[look]
        for path in paths:
            page.goto(f"{base}/agency/{path}")
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, f"{path} scrolls sideways ({look})"


def test_an_invitation_by_keyboard_alone(desk, new_context: Contexts) -> None:
    base, cast, _pages = desk
    page = sign_in(new_context(**LOOKS["light"]), base)
    page.goto(f"{base}/agency/clients/{cast.harbor_law.public_id}/")
    page.locator("a:has-text('Send Portal Invitation')").first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("h1, h2").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("a:has-text('Send Portal Invitation')").first).to_be_focused()
    page.keyboard.press("Enter")
    dialog.locator("[name=note]").focus()
    page.keyboard.type("See you on Monday.")
    send = dialog.locator("button:has-text('Send Portal Invitation')")
    for _ in range(12):
        page.keyboard.press("Tab")
        if send.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(dialog.locator("button:has-text('Undo')")).to_be_visible()
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(client=cast.harbor_law).note == "See you on Monday."


def test_an_invitation_without_script(desk, new_context: Contexts) -> None:
    base, cast, _pages = desk
    page = sign_in(new_context(java_script_enabled=False, **LOOKS["phone"]), base)
    page.goto(f"{base}/agency/clients/{cast.harbor_law.public_id}/")
    page.locator("a:has-text('Send Portal Invitation')").first.click()
    page.fill("[name=note]", "See you on Monday.")
    page.locator("button:has-text('Send Portal Invitation')").click()
    page.locator("button:has-text('Undo')").click()
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(client=cast.harbor_law).state == "cancelled"
        invitations.invite(cast.harbor_law, by=ANA, user_id=None)


def test_a_phone_shows_a_long_address_and_a_short_question_whole(
    desk, new_context: Contexts
) -> None:
    base, cast, _pages = desk
    with scope.agency(cast.northwind.pk):
        long = client(cast.northwind, "Long", f"{'accounts-payable.' * 3}a@{'b' * 60}.example")
    page = sign_in(new_context(**LOOKS["phone"]), base)
    page.goto(f"{base}/agency/clients/{long.public_id}/")
    assert (
        page.evaluate("document.documentElement.scrollWidth") <= LOOKS["phone"]["viewport"]["width"]
    )
    page.click("#more-button")
    page.click("[href$='/archival/']")
    box = page.locator("dialog[open]").bounding_box()
    assert box is not None
    assert box["height"] < 500
    assert box["y"] > 100


def test_a_long_name_of_the_agency_stays_in_the_sidebar(desk, new_context: Contexts) -> None:
    base, cast, _pages = desk
    page = sign_in(new_context(**LOOKS["light"]), base)
    name = "Northwind Voice, Automated Reception of New England"
    type(cast.northwind).objects.filter(pk=cast.northwind.pk).update(name=name)
    page.reload()
    brand_box = page.locator(".sidebar .sidebar-brand").bounding_box()
    sidebar = page.locator(".sidebar").bounding_box()
    assert brand_box is not None
    assert sidebar is not None
    assert brand_box["x"] + brand_box["width"] < sidebar["x"] + sidebar["width"]


def test_what_is_wrong_with_a_form_can_be_touched_one_by_one(desk, new_context: Contexts) -> None:
    base, cast, _pages = desk
    with scope.agency(cast.northwind.pk):
        bill(cast)
    page = sign_in(new_context(**LOOKS["light"]), base)
    page.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/billing/")
    page.click("a:has-text('Give Credit')")
    page.click("dialog button:has-text('Give Credit')")
    expect(page.locator("#error-summary a")).to_have_count(2)
    axe(page, within="dialog")


def test_a_form_s_own_page_tells_its_faults_in_place(desk, new_context: Contexts) -> None:
    base, cast, _pages = desk
    with scope.agency(cast.northwind.pk):
        bill(cast)
    page = sign_in(new_context(**LOOKS["light"]), base)
    page.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/billing/credits/")
    page.click("main button:has-text('Give Credit')")
    expect(page.locator("#error-summary a")).to_have_count(2)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("#error-summary a").first.click()
    expect(page.locator("main #id_much")).to_be_focused()
