"""What goes wrong between “sent” and “signed in”, in a running demo, by keyboard: real mails, real
pages, and in the end everybody is where they belong. With CALLBOARD_SHOTS each end is pictured.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from callboard.demo.environment import environment
from callboard.demo.folder import Folder
from tests.browser.axe import axe
from tests.browser.keyboard import press, write
from tests.demo.driving import Running, demo, free_port, until

Contexts = Callable[..., BrowserContext]
PASSWORD = "seven quiet harbors"
ANA = "ana@northwindvoice.example"
SHOTS = os.environ.get("CALLBOARD_SHOTS", "")


@dataclass
class World:
    """The running demo, and a new browser for each person."""

    running: Running
    contexts: Contexts

    def __post_init__(self) -> None:
        self.agency: dict[str, Any] = self.running.manifest["agencies"][0]
        self.base: str = self.agency["base_url"]

    def stranger(self) -> Page:
        # axe meets no half-faded toast.
        return self.contexts(reduced_motion="reduce").new_page()

    def staff(self, role: str = "admin") -> Page:
        one = next(one for one in self.agency["staff"] if one["role"] == role)
        return self.signed_in(one["email"], one["password"])

    def signed_in(self, email: str, password: str) -> Page:
        page = self.stranger()
        page.goto(f"{self.base}/sign-in/")
        fill_in_sign_in(page, email, password)
        expect(page.locator("h1")).not_to_have_text("Sign in")
        return page

    def client(self, page: Page, name: str) -> None:
        """To a client's page."""
        [one] = [one for one in self.agency["clients"] if one["name"] == name]
        page.goto(f"{self.base}/agency/clients/{one['id']}/")

    def link(self, address: str, *, but: str = "") -> str:
        """The link of the newest mail to this address, when there is another than `but`."""

        def look() -> str:
            newest = sorted(Path(self.running.manifest["maildir"], "new").iterdir(), reverse=True)
            for file in newest:
                text = file.read_text(errors="replace").replace("=\n", "").replace("=3D", "=")
                if f"Delivered-To: {address}" in text:
                    found = re.findall(r"http://\S+/invitation/[\w.-]+/", text)
                    return found[0] if found and found[0] != but else ""
            return ""

        return until(look, 40)


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("journeys") / "demo"
    with demo(folder, free_port(), resumed=True) as started:
        yield started


@pytest.fixture
def world(running: Running, new_context: Contexts) -> World:
    return World(running, new_context)


def fill_in_sign_in(page: Page, email: str, password: str) -> None:
    write(page, "[name=email]", email)
    write(page, "[name=password]", password)
    page.keyboard.press("Enter")


def accept(page: Page, link: str, name: str = "") -> None:
    page.goto(link)
    if name:
        write(page, "[name=name]", name)
    write(page, "[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Calls")


def invite_colleague(ben: Page, address: str) -> None:
    press(ben, "#people a:has-text('Invite Colleagues')")
    write(ben, "dialog[open] [name=addresses]", address)
    press(ben, "dialog[open] button[type=submit]")
    expect(ben.locator("#people")).to_contain_text(address)


def ends(page: Page, name: str) -> None:
    axe(page)
    if SHOTS:
        page.screenshot(path=Path(SHOTS, f"journey-{name}.png"), full_page=True)


def test_a_wrong_address(world: World) -> None:
    """Ben corrects the address of an invitation that went to somebody else."""
    wrong = world.link("grace@harborlaw.example")
    ben = world.staff()
    world.client(ben, "Harbor Law Group")
    press(ben, ".columns a[href$='/edit/']")
    write(ben, "[name=contact_email]", "intake@harborlaw.example")
    ben.keyboard.press("Enter")
    expect(ben.locator("main")).to_contain_text("Email Set")
    somebody = world.stranger()
    somebody.goto(wrong)
    expect(somebody.locator("h1")).to_have_text("This invitation was cancelled")
    ends(somebody, "wrong-address-old-link")
    press(ben, "#do-send")
    press(ben, "dialog[open] button:has-text('Send Portal Invitation')")
    expect(ben.locator("dialog[open]")).to_contain_text("intake@harborlaw.example")
    grace = world.stranger()
    accept(grace, world.link("intake@harborlaw.example"), "Grace Holloway")
    ends(grace, "wrong-address")


def test_expired(world: World) -> None:
    """Tessa comes back after three weeks and asks for a new link."""
    old = world.link("tessa@oakandivy.example")
    tessa = world.stranger()
    tessa.goto(old)
    expect(tessa.locator("h1")).to_have_text("This invitation has expired")
    ends(tessa, "expired-old-link")
    press(tessa, "main button:has-text('Send Me a New Link')")
    expect(tessa.locator("h1")).to_have_text("A link is on its way")
    accept(tessa, world.link("tessa@oakandivy.example", but=old))
    ends(tessa, "expired")


def test_replaced(world: World) -> None:
    """Ben sends again what she sent a minute ago; the first mail's link leads to the second."""
    ben = world.staff()
    world.client(ben, "Lakeside Orthodontics")
    invite_colleague(ben, "kim@lakeside.example")
    old = world.link("kim@lakeside.example")
    press(ben, "button:has-text('Actions for kim@lakeside.example')")
    press(ben, "button:has-text('Resend'):visible")
    expect(ben.locator("body")).to_contain_text("Sent again")
    kim = world.stranger()
    kim.goto(old)
    expect(kim.locator("h1")).to_have_text("There is a newer invitation")
    ends(kim, "replaced-old-link")
    accept(kim, world.link("kim@lakeside.example", but=old), "Kim Doyle")
    ends(kim, "replaced")


def test_bounced(world: World) -> None:
    """The mail server refused the address, in its own words; Ben corrects it."""
    ben = world.staff()
    world.client(ben, "Pine Street Dental")
    expect(ben.locator("main")).to_contain_text("Bounced")
    press(ben, "#access details summary")
    expect(ben.locator("#access details code").first).to_contain_text("550 5.1.1")
    ends(ben, "bounced-told")
    ben.reload()
    press(ben, "#do-fix_address")
    write(ben, "dialog[open] [name=contact_email]", "victor@pinestreetdental.example")
    ben.keyboard.press("Enter")
    expect(ben.locator("dialog[open]")).to_contain_text("victor@pinestreetdental.example")
    victor = world.stranger()
    accept(victor, world.link("victor@pinestreetdental.example"))
    ends(victor, "bounced")


def test_forwarded(world: World) -> None:
    """Owen sends his mail on to Pat, who asks for one of her own."""
    ben = world.staff()
    old = world.link("owen@maplestreetvets.example")
    world.client(ben, "Maple Street Animal Hospital")
    press(ben, "#do-resend")
    press(ben, "dialog[open] button:has-text('Resend Invitation')")
    pat = world.stranger()
    pat.goto(world.link("owen@maplestreetvets.example", but=old))
    press(pat, "a:has-text('Not you?')")
    write(pat, "[name=name]", "Pat Winslow")
    write(pat, "[name=email]", "pat@maplestreetvets.example")
    pat.keyboard.press("Enter")
    expect(pat.locator("main")).to_contain_text("pat@maplestreetvets.example")
    ends(pat, "forwarded-asked")
    ben.reload()
    expect(ben.locator("main")).to_contain_text("Pat Winslow asks to be invited")
    ends(ben, "forwarded-to-grant")
    press(ben, "main button:has-text('Invite')")
    expect(ben.locator("body")).to_contain_text("Invited pat@maplestreetvets.example.")
    accept(pat, world.link("pat@maplestreetvets.example"), "Pat Winslow")
    ends(pat, "forwarded")


def test_an_existing_account(world: World) -> None:
    """Jonas, who has a portal, is asked into another one: he accepts with the account he has."""
    client = next(one for one in world.agency["clients"] if one["name"] == "Tidewater Plumbing")
    [jonas] = client["members"]
    ben = world.staff()
    world.client(ben, "Bright Smile Dental")
    invite_colleague(ben, jonas["email"])
    link = world.link(jonas["email"])
    page = world.stranger()
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Sign in to accept")
    ends(page, "existing-account-asked")
    write(page, "[name=password]", jonas["password"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Calls")
    expect(page.locator("header, aside").first).to_contain_text("Bright Smile Dental")
    ends(page, "existing-account")
    again = world.signed_in(jonas["email"], jonas["password"])
    again.goto(link)
    expect(again.locator("h1")).to_have_text("You already have an account")


def test_staff_removed(world: World) -> None:
    """Ben removes Erin, who is out at the next click and cannot come back."""
    erin = world.staff("read-only")
    expect(erin.locator("h1")).to_have_text("Home")
    ben = world.staff()
    ben.goto(f"{world.base}/agency/staff/")
    press(ben, "button:has-text('Actions for Erin Walsh')")
    press(ben, "a:has-text('Remove'):visible")
    press(ben, "dialog[open] button:has-text('Remove')")
    expect(ben.locator("#staff")).not_to_contain_text("Erin Walsh")
    ends(ben, "staff-removed")
    answer = erin.goto(f"{world.base}/agency/clients/")
    assert answer is not None
    assert answer.status == 403
    ends(erin, "staff-removed-out")
    outside = world.stranger()
    outside.goto(f"{world.base}/sign-in/")
    fill_in_sign_in(outside, "erin@northwindvoice.example", "river-lantern-maple")
    expect(outside.locator("main")).to_contain_text("isn’t right")


def test_a_lost_owner(world: World) -> None:
    """The only owner cannot be removed; when she has lost her password and her mail, the operator
    prints a link for her.
    """
    ana = world.staff("owner")
    ana.goto(f"{world.base}/agency/staff/")
    press(ana, "button:has-text('Actions for Ana Ruiz')")
    press(ana, "a:has-text('Remove'):visible")
    press(ana, "dialog[open] button:has-text('Remove')")
    expect(ana.locator("body")).to_contain_text("owner")
    expect(ana.locator("body")).to_contain_text("first")
    ends(ana, "lost-owner-kept")
    printed = operator(world.running, "setup-link", "--agency", "northwind", "--email", ANA)
    found = re.search(r"http://\S+/setup/\S+", printed)
    assert found
    back = world.stranger()
    back.goto(found[0])
    write(back, "[name=password]", PASSWORD)
    back.keyboard.press("Enter")
    expect(back.locator("h1")).to_have_text("Home")
    press(back, "nav a[href='/agency/staff/']")
    expect(back.locator("#staff")).to_contain_text("Ana Ruiz (you)")
    ends(back, "lost-owner")
    ana.goto(f"{world.base}/agency/")
    expect(ana.locator("h1")).to_have_text("Sign in")


def operator(running: Running, *command: str) -> str:
    """What the command line says, in the demo's installation."""
    port = int(running.manifest["mailbox_url"].rpartition(":")[2].partition("/")[0])
    told = environment(os.environ, Folder(running.folder), port, "smtp://127.0.0.1:1")
    return subprocess.run(
        [str(Path(sys.executable).with_name("callboard")), *command],
        env=told,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
