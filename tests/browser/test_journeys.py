"""What goes wrong on the way in, and how people come in all the same: by keyboard, over real mail.

With CALLBOARD_SHOTS, a folder, each leaves a picture of its end there."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.keyboard import enter, give, press, write
from tests.cast import PASSWORD
from tests.demo.driving import Running, demo, free_port, mailed_link

# By the name that a headless Chromium has, the product takes it for a mail scanner.
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("journeys") / "demo"
    with demo(folder, free_port(), resumed=True) as started:
        yield started


@pytest.fixture(scope="module")
def people(shared_page: Callable[..., Page]) -> Callable[[], Page]:
    return partial(shared_page, user_agent=CHROME)


@pytest.fixture(scope="module")
def ana(running: Running, people: Callable[[], Page]) -> Page:
    """Northwind's owner, signed in."""
    agency = running.manifest["agencies"][0]
    return enter(people(), agency["base_url"], *signs_in(agency["staff"][0]))


@pytest.fixture(scope="module")
def window(people: Callable[[], Page]) -> Page:
    return people()


@pytest.fixture
def visitor(window: Page) -> Page:
    """Whoever comes, and is known to nobody."""
    window.context.clear_cookies()
    return window


def signs_in(person: dict[str, str]) -> tuple[str, str]:
    return person["email"], person["password"]


def at_client(ana: Page, running: Running, name: str) -> None:
    agency = running.manifest["agencies"][0]
    (key,) = (one["id"] for one in agency["clients"] if one["name"] == name)
    ana.goto(f"{agency['base_url']}/agency/clients/{key}/")
    press(ana, ".skip-link")


def stands(ana: Page, *words: str) -> None:
    for one in words:
        expect(ana.locator("#client-header")).to_contain_text(one)


def send(ana: Page, running: Running, verb: str, to: str = "") -> None:
    """From the client's page. The ten seconds of Undo, which others wait for, are over at once."""
    press(ana, f"#do-{verb}")
    dialog = ana.locator("dialog[open]")
    expect(dialog.locator("h2")).to_be_focused()
    if to:
        write(ana, "dialog[open] [name=contact_email]", to)
    press(ana, "dialog[open] button.button--primary")
    expect(dialog).to_contain_text("Invitation on its way")
    with sqlite3.connect(running.folder / "callboard.sqlite3", timeout=10) as database:
        database.execute("UPDATE mail_outgoingemail SET next_at = queued_at WHERE state = 'queued'")


# On the calls, or on a home that says how to make one.
LANDED = re.compile("^(Calls|Welcome)$")


def follow(page: Page, link: str, heading: str) -> None:
    page.goto(link)
    expect(page.locator("h1")).to_have_text(heading)


def accept(page: Page, link: str, name: str) -> None:
    follow(page, link, "Welcome to your portal")
    write(page, "[name=name]", name)
    write(page, "[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(LANDED)


def refused(page: Page, email: str, password: str) -> None:
    expect(page.locator("h1")).to_have_text("Sign in")
    give(page, email, password)
    expect(page.locator("#error-summary")).to_contain_text("The email or password isn’t right.")


def end(page: Page, journey: str) -> None:
    axe(page)
    if folder := os.environ.get("CALLBOARD_SHOTS"):
        page.screenshot(path=Path(folder, f"journey-{journey}.png"), full_page=True)


def test_a_wrong_address(running: Running, ana: Page, visitor: Page) -> None:
    at_client(ana, running, "Northside Physio")
    press(ana, "#do-add_email")
    write(ana, "#id_contact_email", "anna@wrong.example")
    ana.keyboard.press("Enter")
    stands(ana, "Email Set")
    send(ana, running, "send")
    old = mailed_link(running, "anna@wrong.example")

    at_client(ana, running, "Northside Physio")
    press(ana, "role=link[name='Edit']")
    expect(ana.locator("main")).to_contain_text("its link stops working at once")
    write(ana, "#id_contact_email", "anna@northside.example")
    ana.keyboard.press("Enter")
    stands(ana, "Email Set", "anna@northside.example")
    follow(visitor, old, "This invitation was cancelled")
    expect(visitor.locator("main")).to_contain_text("Northwind Voice took it back")
    send(ana, running, "send")
    accept(visitor, mailed_link(running, "anna@northside.example"), "Anna Adler")
    at_client(ana, running, "Northside Physio")
    stands(ana, "Active", "1 person")
    end(ana, "1-wrong-address")


def test_an_expired_link(running: Running, visitor: Page) -> None:
    old = mailed_link(running, "tessa@oakandivy.example")
    follow(visitor, old, "This invitation has expired")
    expect(visitor.locator("body")).to_contain_text("Northwind Voice")
    press(visitor, "role=button[name='Send Me a New Link']")
    expect(visitor.locator("h1")).to_have_text("A link is on its way")
    fresh = mailed_link(running, "tessa@oakandivy.example", besides={old})
    accept(visitor, fresh, "Tessa Lind")
    end(visitor, "2-expired")


def test_a_replaced_link(running: Running, ana: Page, visitor: Page) -> None:
    links = [mailed_link(running, "grace@harborlaw.example")]
    for _ in range(2):
        at_client(ana, running, "Harbor Law Group")
        send(ana, running, "resend")
        links.append(mailed_link(running, "grace@harborlaw.example", besides=links))
    *old, newest = links
    for link in old:
        follow(visitor, link, "There is a newer invitation")
        words = "A newer link was sent today. Use the latest mail from Northwind Voice."
        expect(visitor.locator("main")).to_contain_text(words)
    accept(visitor, newest, "Grace Holloway")
    at_client(ana, running, "Harbor Law Group")
    stands(ana, "Active")
    end(ana, "3-replaced")


def test_a_mail_that_came_back(running: Running, ana: Page, visitor: Page) -> None:
    at_client(ana, running, "Pine Street Dental")
    stands(ana, "Bounced")
    press(ana, "#access summary")
    words = "550 5.1.1 <bounces@pinestreetdental.example>: Recipient address rejected: User unknown"
    expect(ana.locator("#access code").first).to_be_visible()
    expect(ana.locator("#access code").first).to_have_text(words)
    send(ana, running, "fix_address", to="victor@pinestreetdental.example")
    accept(visitor, mailed_link(running, "victor@pinestreetdental.example"), "Victor Hale")
    at_client(ana, running, "Pine Street Dental")
    stands(ana, "Active", "victor@pinestreetdental.example")
    end(ana, "4-bounced")


def test_a_forwarded_mail(running: Running, ana: Page, visitor: Page) -> None:
    at_client(ana, running, "Summit HVAC")
    send(ana, running, "send")
    link = mailed_link(running, "dale@summithvac.example")
    follow(visitor, link, "Welcome to your portal")
    press(visitor, "a:has-text('Not you?')")
    expect(visitor.locator("h1")).to_have_text("Ask to be invited")
    write(visitor, "[name=name]", "Pat Kelly")
    write(visitor, "[name=email]", "pat@summithvac.example")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("h1")).to_have_text("We asked Northwind Voice")

    at_client(ana, running, "Summit HVAC")
    expect(ana.locator("main")).to_contain_text("Pat Kelly asks to be invited")
    press(ana, "role=button[name='Invite']")
    expect(ana.locator("body")).to_contain_text("Invited pat@summithvac.example")
    follow(visitor, link, "Welcome to your portal")  # Dale's own is as it was.
    accept(visitor, mailed_link(running, "pat@summithvac.example"), "Pat Kelly")
    at_client(ana, running, "Summit HVAC")
    for person in ("Pat Kelly", "dale@summithvac.example"):
        expect(ana.locator("#people")).to_contain_text(person)
    end(ana, "5-forwarded")


@pytest.mark.parametrize(
    ("email", "own", "other", "signed_in"),
    [
        ("jonas@tidewater.example", "Tidewater Plumbing", "Bright Smile Dental", False),
        ("maya.chen@brightsmile.example", "Bright Smile Dental", "Tidewater Plumbing", True),
    ],
)
def test_somebody_with_an_account(
    running: Running,
    ana: Page,
    visitor: Page,
    *,
    email: str,
    own: str,
    other: str,
    signed_in: bool,
) -> None:
    before = mailed_link(running, email)
    at_client(ana, running, other)
    press(ana, "#people a:has-text('Invite Colleagues')")
    expect(ana.locator("dialog[open] h2")).to_be_focused()
    write(ana, "dialog[open] [name=addresses]", email)
    press(ana, "dialog[open] button.button--primary")
    expect(ana.locator("#people")).to_contain_text(email)

    agency = running.manifest["agencies"][0]
    _, password = signs_in(agency["staff"][0])
    link = mailed_link(running, email, besides={before})
    if signed_in:
        enter(visitor, agency["base_url"], email, password)
        follow(visitor, link, "Accept the invitation")
        press(visitor, "button:has-text('Accept as')")
    else:
        follow(visitor, link, "Sign in to accept")
        write(visitor, "[name=password]", password)
        visitor.keyboard.press("Enter")
    expect(visitor.locator("h1")).to_have_text("Calls")
    for here, there in ((other, own), (own, other)):
        expect(visitor.locator("#switcher-button")).to_have_text(here)
        press(visitor, "#switcher-button")
        press(visitor, f"#switcher button:has-text('{there}')")
    expect(visitor.locator("#switcher-button")).to_have_text(other)
    end(visitor, f"6-account-{'signed-in' if signed_in else 'signed-out'}")


def test_somebody_who_no_longer_works_here(running: Running, ana: Page, visitor: Page) -> None:
    agency = running.manifest["agencies"][0]
    base, member = agency["base_url"], signs_in(agency["staff"][2])
    enter(visitor, base, *member)
    ana.goto(f"{base}/agency/staff/")
    press(ana, "button:has-text('Actions for Chloe Martin')")
    press(ana, "[popover]:popover-open a:has-text('Remove')")
    expect(ana.locator("dialog[open]")).to_contain_text("loses access to your side")
    press(ana, "dialog[open] button:has-text('Remove')")
    expect(ana.locator("body")).to_contain_text("Chloe Martin no longer works here.")
    expect(ana.locator("#staff")).not_to_contain_text("Chloe Martin")

    press(visitor, "nav a:has-text('Clients')")
    expect(visitor.locator("h1")).to_have_text("Your access has ended")
    press(visitor, "a:has-text('Sign in as somebody else')")
    refused(visitor, *member)
    end(visitor, "7-staff-removed")


def test_a_lost_owner(running: Running, visitor: Page, people: Callable[[], Page]) -> None:
    """The last owner stays; who lost the password gets a new way in from the operator."""
    agency = running.manifest["agencies"][1]
    base, owner = agency["base_url"], signs_in(agency["staff"][0])
    enter(visitor, base, *owner)
    visitor.goto(f"{base}/agency/staff/")
    press(visitor, "button:has-text('Actions for Omar Haddad')")
    press(visitor, "[popover]:popover-open a:has-text('Remove')")
    press(visitor, "dialog[open] button:has-text('Remove')")
    words = "An agency keeps at least one owner. Make somebody else an owner first."
    expect(visitor.locator("dialog[open] .panel-body")).to_have_text(words)
    axe(visitor, within="dialog")
    press(visitor, "dialog[open] a:has-text('Back to your team')")

    elsewhere = people()
    printed = running.command("setup-link", "--agency", agency["slug"], "--email", owner[0])
    elsewhere.goto(printed.split()[-1])
    write(elsewhere, "[name=password]", PASSWORD)
    elsewhere.keyboard.press("Enter")
    expect(elsewhere).to_have_url(f"{base}/agency/")
    press(visitor, "nav a:has-text('Clients')")
    refused(visitor, *owner)
    end(elsewhere, "8-lost-owner")
