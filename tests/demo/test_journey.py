"""`callboard demo` from its first start to its second, driven by its manifest alone.

One start is shared by all that can be seen of it: a start takes as long as the rest of these tests.
"""

import os
import signal
import stat
import sys
import time
from typing import Any

import pytest
import requests

from tests.demo.driving import Running, Visitor, demo, free_port, keep, until

# The demo makes its own SQLite; once is enough.
pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]


@pytest.mark.long
def test_a_demo_from_start_to_end_and_again(tmp_path):
    folder, port = tmp_path / "demo", free_port()
    began = time.monotonic()
    with demo(folder, port) as first:
        # Alone it is a minute at most; here other tests have the second core, and more.
        assert time.monotonic() - began < 180
        _is_private_and_complete(first)
        _shows_its_mails(first)
        _shows_a_call_that_a_webhook_brought(first)
        _starts_again_what_died(first)
        code, said = first.end(signal.SIGTERM)
    assert code == 0, said
    assert "Callboard demo is ready" in said
    assert "ana@northwindvoice.example" in said
    assert "Traceback" not in said
    assert first.processes() == {}
    keep(folder)

    with demo(folder, port) as second:
        assert second.manifest == first.manifest
        code, said = second.end(signal.SIGINT)
    assert code == 0, said
    assert "Everything is there already" in said
    assert second.processes() == {}


def _is_private_and_complete(running: Running) -> None:
    manifest = running.folder / "manifest.json"
    assert stat.S_IMODE(manifest.stat().st_mode) == 0o600
    told = running.manifest
    assert set(told) == {"base_url", "mailbox_url", "maildir", "agencies"}
    assert [agency["slug"] for agency in told["agencies"]] == ["northwind", "lumen"]
    assert requests.get(f"http://127.0.0.1:{_port(told)}/readyz", timeout=20).status_code == 200


def _shows_its_mails(running: Running) -> None:
    visitor = Visitor(running.manifest["base_url"])
    page = visitor.get("/demo/mailbox")
    assert page.status_code == 200
    assert "grace@harborlaw.example" in page.text
    kept = os.listdir(os.path.join(running.manifest["maildir"], "new"))
    assert len(kept) >= 5
    assert visitor.get(f"/demo/mailbox/{kept[0]}/html").status_code == 200


def _shows_a_call_that_a_webhook_brought(running: Running) -> None:
    agency = running.manifest["agencies"][0]
    client, member = _active(agency)
    connection = next(one for one in agency["connections"] if one["provider"] == "vapi")
    path = connection["webhook_url"].removeprefix(agency["base_url"])
    said = "I would like to bring my tuba to the waiting room."
    body = _report(client["agents"][0]["external_id"], said)
    visitor = Visitor(agency["base_url"])
    assert visitor.post(path, json=body).status_code == 401
    assert visitor.post(path, json=body, headers=connection["headers"]).status_code == 200

    signed_in = visitor.sign_in(member["email"], member["password"])
    assert signed_in.status_code == 303
    until(lambda: "Tuba Player" in visitor.get("/calls/").text)
    assert "Callboard" not in visitor.get("/calls/").text


def _starts_again_what_died(running: Running) -> None:
    def web() -> int | None:
        found = running.processes().items()
        return next((pid for pid, command in found if command.strip().endswith(" serve")), None)

    before = web()
    assert before is not None
    os.kill(before, signal.SIGKILL)
    until(lambda: web() not in (None, before))
    url = f"http://127.0.0.1:{_port(running.manifest)}/readyz"
    until(lambda: _status(url) == 200)


def _active(agency: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """A client with an agent and somebody who is a member of it alone."""
    for client in agency["clients"]:
        for member in client["members"]:
            alone = sum(member in other["members"] for other in agency["clients"]) == 1
            if client["access"] == "active" and client["agents"] and alone:
                return client, member
    raise AssertionError("No client fits.")


def _report(agent: str, said: str) -> dict[str, Any]:
    now = int(time.time() * 1000)
    turn = {"role": "user", "message": said, "time": now - 30_000, "endTime": now - 20_000}
    return {
        "message": {
            "type": "end-of-call-report",
            "timestamp": now,
            "endedReason": "customer-ended-call",
            "artifact": {"messages": [turn]},
            "call": {"id": "tuba", "type": "inboundPhoneCall", "assistantId": agent},
            "customer": {"number": "+12075550155", "name": "Tuba Player"},
        }
    }


def _port(told: dict[str, Any]) -> str:
    return str(told["base_url"]).rpartition(":")[2]


def _status(url: str) -> int:
    try:
        return requests.get(url, timeout=20).status_code
    except requests.ConnectionError:
        return 0
