"""The whole way, as two people walk it: from a new client to a heard call, and out again."""

import struct
import wave
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import axe
from tests.demo.driving import Running, demo, free_port, mailed_link, until

PASSWORD = "seven quiet harbors"
ADDRESS = "nora@harborbakery.example"


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    """One demo for the journeys of this file; its provider's recordings are served here."""
    with sound() as port:
        pytest.MonkeyPatch().setenv("FETCH_ALSO_ALLOWED", f"127.0.0.1:{port}")
        with demo(
            tmp_path_factory.mktemp("whole-way") / "demo", free_port(), resumed=True
        ) as started:
            started.manifest["sound"] = f"http://127.0.0.1:{port}/call.wav"
            yield started


class sound:
    """A provider's storage: one WAV of four seconds."""

    def __enter__(self) -> int:
        out = BytesIO()
        with wave.open(out, "wb") as file:
            file.setparams((2, 2, 8000, 0, "NONE", ""))
            file.writeframes(struct.pack("<hh", 900, -900) * 8000 * 4)
        content = out.getvalue()

        class Storage(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Storage)
        Thread(target=self.server.serve_forever, daemon=True).start()
        return int(self.server.server_address[1])

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def sign_in(context: BrowserContext, base: str, email: str, password: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.click("button:has-text('Sign in')")
    return page


@pytest.mark.long
def test_the_whole_way(running: Running, new_context, browser: Browser) -> None:
    """O-102 along the way: a violation of the page's own policy fails it by `complaints`."""
    agency = running.manifest["agencies"][0]
    base, owner = agency["base_url"], agency["staff"][0]
    ana = sign_in(new_context(), base, owner["email"], owner["password"])

    # Ana adds a client, sees the very mail, and sends the invitation.
    ana.click("nav a:has-text('Clients')")
    ana.click("text=Add Client")
    ana.fill("[name=name]", "Harbor Bakery")
    ana.fill("[name=contact_name]", "Nora Lind")
    ana.fill("[name=contact_email]", ADDRESS)
    ana.click("button:has-text('Add Client')")
    expect(ana.locator("h1")).to_contain_text("Harbor Bakery")
    ana.wait_for_load_state()
    client_page = ana.url
    ana.click("text=Send Portal Invitation")
    dialog = ana.locator("dialog[open]")
    dialog.locator("[name=note]").fill("Your first call came in this morning.")
    preview = dialog.frame_locator("iframe").locator("body")
    expect(preview).to_contain_text("Your first call came in this morning.")
    expect(preview).to_contain_text("Northwind Voice")
    axe(ana)
    dialog.locator("button:has-text('Send Portal Invitation')").click()
    expect(dialog.locator("text=Undo")).to_be_visible()

    # The link is opened twice, and by a machine; then Nora chooses a password.
    link = mailed_link(running, ADDRESS)
    for method in (requests.head, requests.get):
        assert method(link, allow_redirects=False, timeout=5).status_code == 303
    nora_context = new_context()
    nora = nora_context.new_page()
    nora.goto(link)
    nora.goto(link)
    expect(nora).to_have_url(f"{base}/invitation/")
    expect(nora.locator("h1")).to_have_text("Welcome to your portal")
    axe(nora)
    nora.fill("[name=password]", PASSWORD)
    nora.click("button:has-text('Create account')")
    expect(nora).to_have_url(f"{base}/home/")
    expect(nora.locator("main")).to_contain_text("No calls yet")

    # An agent for her, and a call of it comes in.
    ana.goto(client_page)
    expect(ana.locator("main")).to_contain_text("Active")
    ana.click("text=Add Agent")
    ana.fill("[name=name]", "Basil")
    ana.fill("[name=external_id]", "assistant-of-the-bakery")
    ana.click("button:has-text('Add Agent')")
    report(running, agency)
    until(lambda: "Ida Berg" in _reloaded(nora, f"{base}/calls/"))
    nora.click("a.row-link:has-text('Ida Berg')")
    nora.wait_for_url("**/calls/*/")
    until(lambda: nora.reload() and nora.locator("[data-player]").count())
    hears(nora)

    # Ana revokes; Nora's next click is refused; and she can be invited again.
    ana.goto(client_page)
    ana.click("button[aria-label*='Actions'], button:has-text('More')")
    ana.click("text=Revoke Portal Access")
    ana.locator("dialog[open] button:has-text('Revoke Portal Access')").click()
    expect(ana.locator("main")).to_contain_text("Revoked")
    answer = nora.goto(f"{base}/calls/")
    assert answer is not None
    assert answer.status == 403
    expect(nora.locator("h1")).to_have_text("Your access has ended")
    assert "Harbor Bakery" not in nora.content()
    ana.goto(client_page)
    expect(ana.locator("text=Invite Again").first).to_be_visible()


def _reloaded(page: Page, address: str) -> str:
    page.goto(address)
    return page.content()


def hears(page: Page) -> None:
    """Plays, and sees the line that is being said."""
    axe(page)
    page.keyboard.press("k")
    expect(page.locator("[data-player][data-playing]")).to_be_visible()
    expect(page.locator("#turn-2[aria-current=true]")).to_be_visible(timeout=8000)
    page.locator("#turn-1 [data-turn]").click()
    expect(page.locator("#turn-1[aria-current=true]")).to_be_visible()
    seek = page.locator("[data-player-seek]")
    seek.focus()
    page.keyboard.press("End")
    expect(page.locator("#turn-3[aria-current=true]")).to_be_visible()


def report(running: Running, agency: dict[str, Any]) -> None:
    """What the provider sends when a call has ended, proved with the connection's headers."""
    hook = agency["connections"][0]
    said = [
        ("bot", "Harbor Bakery, this is Basil."),
        ("user", "Do you have rye?"),
        ("bot", "We do."),
    ]
    # After the agent went live: what was before is the agency's alone.
    began = datetime.now(UTC)
    started = int(began.timestamp() * 1000)
    body = {
        "message": {
            "type": "end-of-call-report",
            "timestamp": started + 5000,
            "startedAt": began.isoformat(),
            "endedAt": (began + timedelta(seconds=4)).isoformat(),
            "endedReason": "customer-ended-call",
            "customer": {"number": "+12075550155", "name": "Ida Berg"},
            "call": {
                "id": "call-of-the-journey",
                "type": "inboundPhoneCall",
                "assistantId": "assistant-of-the-bakery",
            },
            "analysis": {"summary": "Asked for rye bread."},
            "artifact": {
                "recordingUrl": running.manifest["sound"],
                "messages": [
                    {
                        "role": role,
                        "message": text,
                        "time": started + 1300 * number,
                        "endTime": started + 1300 * number + 1000,
                        "secondsFromStart": 1.3 * number,
                    }
                    for number, (role, text) in enumerate(said)
                ],
            },
        }
    }
    sent = requests.post(hook["webhook_url"], json=body, headers=hook["headers"], timeout=10)
    assert sent.status_code == 200
