"""`make screenshots`: every screen of the demo in four looks, to look at.

Pictures go to `screenshots/` (not kept in git): desktop, phone, dark, and a yellow brand.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.demo.driving import demo, free_port

OUT = Path("screenshots")
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 375, "height": 812}

AT_STRIPE = "Lakeside Orthodontics"

Look = tuple[str, dict[str, Any]]
LOOKS: list[Look] = [
    ("desktop", {"viewport": DESKTOP}),
    ("phone", {"viewport": PHONE, "has_touch": True}),
    ("dark", {"viewport": DESKTOP, "color_scheme": "dark"}),
]


class Screen(NamedTuple):
    """`who` is `staff`, `member` or nobody; what is pressed there once the page is shown."""

    name: str
    who: str
    path: str
    press: Sequence[str] = ()
    printed: bool = False


def screens(agency: dict[str, Any]) -> Iterator[Screen]:
    yield from (Screen(*one) for one in of_staff(agency))
    yield from OF_A_MEMBER


def of_staff(agency: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
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
    yield "changes", "staff", "/agency/changes/"
    yield "connections", "staff", "/agency/connections/"
    yield "connection-new", "staff", "/agency/connections/new/"
    yield "branding", "staff", "/agency/settings/branding/"
    yield "resend-expired", "staff", "/agency/batches/new/resend/"
    yield "send-to-all", "staff", "/agency/batches/new/invite/"
    yield "staff", "staff", "/agency/staff/"
    yield "audit", "staff", "/agency/audit/"
    yield "weekly-rules", "staff", "/agency/settings/summaries/"
    yield "weekly-of-client", "staff", f"/agency/clients/{clients['active']}/summary/"
    yield (
        "weekly-to-contact",
        "staff",
        f"/agency/clients/{clients['active']}/summary/?reader=contact",
    )
    yield "report", "staff", "/agency/reports/week/"
    yield "invitation-settings", "staff", "/agency/settings/invitations/"
    yield "portal-defaults", "staff", "/agency/settings/portal-defaults/"
    yield "client-visibility", "staff", f"/agency/clients/{clients['active']}/visibility/"
    yield "retention", "staff", "/agency/settings/data/"
    yield "forwarding", "staff", "/agency/settings/forwarding/"
    yield "security", "staff", "/settings/security/"
    yield "profile", "staff", "/settings/profile/"
    yield from of_billing(agency, clients["active"])
    yield "mailbox", "", "/demo/mailbox"


def of_billing(agency: dict[str, Any], active: str) -> Iterator[tuple[Any, ...]]:
    """What staff see of it; one client is billed at Stripe."""
    here = f"/agency/clients/{active}/billing/"
    yield "billing", "staff", "/agency/billing/"
    yield "margins", "staff", "/agency/billing/margin/"
    yield "client-billing", "staff", here
    yield "client-billed-calls", "staff", f"{here}calls/"
    yield "plan", "staff", f"{here}plan/"
    yield "credit", "staff", f"{here}credits/"
    yield "invoice", "staff", here, ("main a[href*='/invoices/']:not([href*='upload'])",)
    yield "invoice-upload", "staff", f"{here}invoices/upload/"
    at_stripe = next(one["id"] for one in agency["clients"] if one["name"] == AT_STRIPE)
    yield "client-billing-stripe", "staff", f"/agency/clients/{at_stripe}/billing/"
    yield "client-stripe", "staff", f"/agency/clients/{at_stripe}/billing/stripe/"
    yield "invoice-settings", "staff", "/agency/settings/billing/"
    yield "stripe", "staff", "/agency/settings/billing/stripe/"


HEARD = "tr:has(.sr-only:text('With a recording')) a.row-link >> nth=0"
OF_A_MEMBER = (
    Screen("portal-home", "member", "/home/"),
    Screen("portal-home-quarter", "member", "/home/?days=90"),
    Screen("calls", "member", "/calls/"),
    Screen("calls-dates", "member", "/calls/", ("#by-dates-button",)),
    Screen("calls-outcomes", "member", "/calls/", ("#by-outcome-button",)),
    Screen("calls-chosen", "member", "/calls/", ("[name=call] >> nth=1", "[name=call] >> nth=2")),
    Screen("calls-filtered", "member", "/calls/?days=30&outcome=booked&length=medium"),
    Screen("calls-searched", "member", "/calls/?q=insurance"),
    Screen("calls-none", "member", "/calls/?q=nobody"),
    Screen("calls-unreadable", "member", "/calls/?from=2026-99-01"),
    Screen("calls-spam", "member", "/calls/?spam=1"),
    Screen("calls-view", "member", "/calls/?days=30", ("#save-view",)),
    Screen("calls-export", "member", "/calls/", ("#export",)),
    Screen("call", "member", "/calls/", (HEARD,)),
    Screen("call-summary", "member", "/calls/", (HEARD, "[href='#summary']")),
    Screen("call-details", "member", "/calls/", (HEARD, "[href='#details']")),
    Screen("call-menu", "member", "/calls/", (HEARD, "#call-menu-button")),
    Screen("call-not-handled", "member", "/calls/", (HEARD, ".judge summary")),
    Screen("call-printed", "member", "/calls/", (HEARD,), printed=True),
    Screen("call-back", "member", "/calls/?outcome=call_back", (".row-link >> nth=0",)),
    Screen("call-missed", "member", "/calls/?outcome=no_answer", (".row-link >> nth=0",)),
    *(
        Screen(f"bookings-{tab}", "member", f"/bookings/?tab={tab}")
        for tab in ("upcoming", "past", "cancelled", "not-in-calendar")
    ),
    Screen("assistant", "member", "/assistant/"),
    *(
        Screen(f"assistant-{name}", "member", "/assistant/", (f"[href$='/{name}/']",))
        for name in ("greeting", "hours", "transfer", "booking_rules", "voice", "versions")
    ),
    Screen("booking", "member", "/bookings/", (".row-link >> nth=0",)),
    Screen("booking-menu", "member", "/bookings/", (".row-link >> nth=0", "#booking-menu-button")),
    Screen("booking-to-enter", "member", "/bookings/?tab=not-in-calendar", (".row-link >> nth=0",)),
    Screen("booking-new", "member", "/bookings/new/"),
    Screen("day-sheet", "member", "/bookings/day/"),
    Screen("day-sheet-printed", "member", "/bookings/day/", printed=True),
    Screen("analytics", "member", "/analytics/"),
    Screen("analytics-compared", "member", "/analytics/?days=7&compare=1&weekdays=1"),
    Screen("analytics-year", "member", "/analytics/?days=365"),
    Screen("analytics-dates", "member", "/analytics/", ("#by-dates-button",)),
    Screen("analytics-chosen", "member", "/analytics/?outcome=booked&chart=minutes"),
    Screen("analytics-table", "member", "/analytics/", (".chart-table summary",)),
    Screen("analytics-definitions", "member", "/analytics/", ("#definitions-button",)),
    Screen("analytics-none", "member", "/analytics/?from=2020-01-01&to=2020-01-31"),
    Screen("analytics-unreadable", "member", "/analytics/?from=2026-99-01"),
    Screen("analytics-printed", "member", "/analytics/", printed=True),
    Screen("worth", "member", "/analytics/value/"),
    Screen("faqs", "member", "/faqs/"),
    Screen("faqs-menu", "member", "/faqs/", ("#faqs-more-button",)),
    Screen("faq", "member", "/faqs/", (".faq-question a >> nth=0",)),
    Screen("faq-answering", "member", "/faqs/", ("a:has-text('Answer It') >> nth=0",)),
    Screen("faqs-publishing", "member", "/faqs/", ("a:has-text('Publish Changes')",)),
    Screen("faqs-import", "member", "/faqs/", ("#faqs-more-button", "[href$='/import/']")),
    Screen("billing-of-client", "member", "/billing/"),
    Screen("notifications", "member", "/settings/notifications/"),
    Screen("numbers-stop-unknown", "member", "/mails/end/numbers/cut-off/"),
    Screen("notices-stop-unknown", "member", "/mails/stop/calls/cut-off/"),
    Screen("team", "member", "/settings/team/"),
    Screen("access-log", "member", "/settings/access-log/"),
    Screen("portal-profile", "member", "/settings/profile/"),
    Screen("not-found", "member", "/calls/nothing/"),
)


def sign_in(context: BrowserContext, base: str, account: dict[str, str]) -> Page:
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("[name=email]", account["email"])
    page.fill("[name=password]", account["password"])
    page.click("button:has-text('Sign in')")
    return page


def show(page: Page, screen: Screen) -> None:
    """What is not there in this look (the parts of a call, off a phone) is not pressed."""
    for control in screen.press:
        page.wait_for_load_state("networkidle")
        if page.locator(control).first.is_visible():
            page.locator(control).first.click()
    page.wait_for_load_state("networkidle")


def take(browser: Browser, agency: dict[str, Any], look: str, options: dict[str, Any]) -> None:
    base = agency["base_url"]
    accounts = {
        "staff": agency["staff"][0],
        "member": next(c["members"][0] for c in agency["clients"] if c["members"]),
    }
    pages: dict[str, Page] = {
        "": browser.new_context(reduced_motion="reduce", **options).new_page()
    }
    for who, account in accounts.items():
        pages[who] = sign_in(browser.new_context(reduced_motion="reduce", **options), base, account)
    for screen in screens(agency):
        page = pages[screen.who]
        page.goto(base + screen.path)
        show(page, screen)
        page.emulate_media(media="print" if screen.printed else "screen")
        page.screenshot(path=OUT / look / f"{screen.name}.png", full_page=look != "phone")
        page.emulate_media(media="screen")
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
