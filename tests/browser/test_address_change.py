"""Another contact email for a client whose person signs in: the two answers, in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.people import address_links, offers
from callboard.people.models import AddressChange, Invitation
from callboard.tenancy import scope
from tests.browser.axe import axe
from tests.browser.keyboard import sign_in
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]
LOOKS: tuple[dict[str, object], ...] = (
    {},
    {"viewport": {"width": 375, "height": 812}},
    {"color_scheme": "dark"},
)


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
    assert page.evaluate(overflow) <= 0


def link_of(cast: Cast, purpose: str) -> str:
    with scope.agency(cast.northwind.pk):
        change = AddressChange.objects.latest("pk")
        url = address_links.confirm_url if purpose == "email_change" else address_links.stop_url
        return url(cast.northwind, change).partition("localhost")[2].partition("/")[2]


def test_a_different_person(northwind: tuple[str, Cast], new_context: Contexts) -> None:
    """By keyboard: Maya has left, Tom is the contact now; he comes in, and she is out."""
    base, cast = northwind
    maya = sign_in(new_context(), base, cast.maya.email)
    ana = sign_in(new_context(), base, cast.ana.email)
    ana.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/edit/")
    ana.focus("#id_contact_email")
    ana.keyboard.press("ControlOrMeta+a")
    ana.keyboard.type("tom@brightsmile.example")
    ana.keyboard.press("Enter")
    summary = ana.locator("#error-summary")
    expect(summary).to_be_focused()
    axe(ana)
    ana.keyboard.press("Tab")
    ana.keyboard.press("Enter")
    expect(ana.locator("#id_whose_0")).to_be_focused()
    ana.keyboard.press("ArrowDown")
    expect(ana.locator("#id_whose_1")).to_be_checked()
    ana.keyboard.press("Tab")
    ana.keyboard.press("Space")
    expect(ana.locator("#id_remove")).to_be_checked()
    ana.keyboard.press("Enter")
    expect(ana.locator("#client-header")).to_contain_text("Invite Sent")
    expect(ana.locator("#client-header")).to_contain_text("tom@brightsmile.example")
    axe(ana)

    answer = maya.goto(f"{base}/calls/")
    assert answer is not None
    assert answer.status == 403

    with scope.agency(cast.northwind.pk):
        invitation = Invitation.objects.latest("pk")
        token = offers.facts_of(invitation).token()
    tom = new_context().new_page()
    tom.goto(f"{base}/invitation/{token}/")
    tom.fill("[name=name]", "Tom Reed")
    tom.fill("[name=password]", "seven quiet harbors")
    tom.click("button:has-text('Create account')")
    expect(tom).to_have_url(f"{base}/home/")
    ana.reload()
    expect(ana.locator("#client-header")).to_contain_text("Active")
    expect(ana.locator("main")).to_contain_text("Tom Reed")
    expect(ana.locator("#client-header")).to_contain_text("1 person")


@pytest.mark.deep
@pytest.mark.parametrize("look", LOOKS)
def test_the_same_person_at_a_new_address(
    northwind: tuple[str, Cast], new_context: Contexts, look: dict[str, object]
) -> None:
    base, cast = northwind
    long = "maya.alexandra.chen-montgomery@a-rather-long-name-for-a-dental-practice.example"
    ana = sign_in(new_context(**look), base, cast.ana.email)
    ana.goto(f"{base}/agency/clients/{cast.bright_smile.public_id}/edit/")
    ana.fill("#id_contact_email", long)
    ana.click("button:has-text('Save')")
    expect(ana.locator("fieldset")).to_contain_text("Maya Chen keeps signing in with")
    fits(ana)
    ana.check("#id_whose_0")
    ana.click("button:has-text('Save')")
    expect(ana.locator("#client-header")).to_contain_text("New email not verified yet")
    fits(ana)

    maya = sign_in(new_context(**look), base, cast.maya.email)
    maya.goto(f"{base}/settings/profile/")
    expect(maya.locator("main")).to_contain_text("is not confirmed yet")
    fits(maya)
    somebody = new_context(**look).new_page()
    somebody.goto(f"{base}/{link_of(cast, 'email_stop')}")
    expect(somebody.locator("h1")).to_have_text("Stop the change of your email?")
    fits(somebody)
    somebody.goto(f"{base}/{link_of(cast, 'email_change')}")
    expect(somebody.locator("[name=password]")).to_be_visible()
    fits(somebody)
    ana.goto(f"{base}/{link_of(cast, 'email_change')}")
    fits(ana)
    maya.goto(f"{base}/{link_of(cast, 'email_change')}")
    fits(maya)
    maya.click("button:has-text('Confirm New Email')")
    expect(maya.locator("main")).to_contain_text("You sign in with maya.alexandra")
    maya.goto(f"{base}/email-stop/")
    fits(maya)
