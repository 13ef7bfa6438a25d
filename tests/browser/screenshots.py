"""`make screenshots`: every screen of the demo in four looks, to look at.

Pictures go to `screenshots/` (not kept in git): desktop, phone, dark, and a yellow brand.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.demo.driving import demo, free_port

OUT = Path("screenshots")
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 375, "height": 812}

Look = tuple[str, dict[str, Any]]
LOOKS: list[Look] = [
    ("desktop", {"viewport": DESKTOP}),
    ("phone", {"viewport": PHONE, "has_touch": True}),
    ("dark", {"viewport": DESKTOP, "color_scheme": "dark"}),
]


def screens(agency: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, who looks (`staff`, `member` or nobody), and the address."""
    clients = {client["access"]: client["id"] for client in reversed(agency["clients"])}
    yield "sign-in", "", "/sign-in/"
    yield "forgot-password", "", "/forgot-password/"
    yield "invitation-unknown", "", "/invitation/cut-off/"
    yield "home", "staff", "/agency/"
    yield "clients", "staff", "/agency/clients/"
    yield "clients-none", "staff", "/agency/clients/?q=nobody"
    yield "client-new", "staff", "/agency/clients/new/"
    for access, public_id in clients.items():
        yield f"client-{access}", "staff", f"/agency/clients/{public_id}/"
    yield "invite", "staff", f"/agency/clients/{clients['email_set']}/invitation/"
    yield "resend", "staff", f"/agency/clients/{clients['invite_sent']}/invitation/resend/"
    yield "revoke", "staff", f"/agency/clients/{clients['active']}/revocation/"
    yield "client-edit", "staff", f"/agency/clients/{clients['invite_sent']}/edit/"
    yield "agency-calls", "staff", "/agency/calls/"
    yield "agency-calls-unassigned", "staff", "/agency/calls/?whose=nobody"
    yield "agency-calls-aside", "staff", "/agency/calls/?whose=aside"
    yield "agency-calls-searched", "staff", "/agency/calls/?q=insurance"
    yield "agency-calls-unreadable", "staff", "/agency/calls/?days=soon"
    yield "client-calls", "staff", f"/agency/clients/{clients['active']}/calls/"
    yield "client-bookings", "staff", f"/agency/clients/{clients['active']}/bookings/"
    yield "example-new", "staff", f"/agency/clients/{clients['active']}/examples/"
    yield "agency-export", "staff", "/agency/calls/exports/"
    yield "test-numbers", "staff", "/agency/settings/test-numbers/"
    yield "agents", "staff", "/agency/agents/"
    yield "connections", "staff", "/agency/connections/"
    yield "connection-new", "staff", "/agency/connections/new/"
    yield "branding", "staff", "/agency/settings/branding/"
    yield "resend-expired", "staff", "/agency/batches/new/resend/"
    yield "send-to-all", "staff", "/agency/batches/new/invite/"
    yield "staff", "staff", "/agency/staff/"
    yield "audit", "staff", "/agency/audit/"
    yield "invitation-settings", "staff", "/agency/settings/invitations/"
    yield "retention", "staff", "/agency/settings/data/"
    yield "security", "staff", "/settings/security/"
    yield "profile", "staff", "/settings/profile/"
    yield "calls", "member", "/calls/"
    yield "call", "member", "first call with sound"
    yield "bookings", "member", "/bookings/"
    yield "bookings-not-in-calendar", "member", "/bookings/?tab=not-in-calendar"
    yield "booking-new", "member", "/bookings/new/"
    yield "day-sheet", "member", "/bookings/day/"
    yield "team", "member", "/settings/team/"
    yield "access-log", "member", "/settings/access-log/"
    yield "portal-profile", "member", "/settings/profile/"
    yield "not-found", "member", "/calls/nothing/"
    yield "mailbox", "", "/demo/mailbox"


def sign_in(context: BrowserContext, base: str, account: dict[str, str]) -> Page:
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("[name=email]", account["email"])
    page.fill("[name=password]", account["password"])
    page.click("button:has-text('Sign in')")
    return page


def take(browser: Browser, agency: dict[str, Any], look: str, options: dict[str, Any]) -> None:
    base = agency["base_url"]
    accounts = {
        "staff": agency["staff"][0],
        "member": next(c["members"][0] for c in agency["clients"] if c["members"]),
    }
    pages: dict[str, Page] = {"": browser.new_context(**options).new_page()}
    for who, account in accounts.items():
        pages[who] = sign_in(browser.new_context(**options), base, account)
    for name, who, address in screens(agency):
        page = pages[who]
        if address == "first call with sound":
            page.goto(f"{base}/calls/")
            page.locator("tr:has(.sr-only:text('With a recording')) a").first.click()
        else:
            page.goto(base + address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=OUT / look / f"{name}.png", full_page=look != "phone")
    for page in pages.values():
        page.context.close()


def paint(browser: Browser, agency: dict[str, Any], colour: str) -> None:
    page = sign_in(browser.new_context(), agency["base_url"], agency["staff"][0])
    page.goto(agency["base_url"] + "/agency/settings/branding/")
    page.fill("[name=colour]", colour)
    page.click("button:has-text('Save Branding')")
    page.context.close()


def main(say: Callable[[str], None] = print) -> None:
    with (
        tempfile.TemporaryDirectory() as temporary,
        chromium.browser() as browser,
        demo(Path(temporary) / "demo", free_port()) as running,
    ):
        agency = running.manifest["agencies"][0]
        for look, options in LOOKS:
            take(browser, agency, look, options)
            say(f"{OUT / look}")
        paint(browser, agency, "#facc15")
        take(browser, agency, "yellow", {"viewport": DESKTOP})
        say(f"{OUT / 'yellow'}")


if __name__ == "__main__":
    main()
