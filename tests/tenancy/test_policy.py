"""What a page may run and fetch, as browsers are told with each."""

import re
from typing import Any

import pytest

from callboard.people.roles import Role
from tests.tenancy.routes import address, described

pytestmark = pytest.mark.sized("postgres")

# A page in a frame of ours is shown by us alone; all others by nobody.
FRAMED = {"'none'", "'self'"}
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*application/json)|<style|\s(?:on[a-z]+|style)=[\"']|javascript:",
    re.IGNORECASE,
)


@pytest.mark.long
def test_o102_no_page_runs_what_is_written_into_it(world) -> None:
    target, visitors = world
    seen, faults = 0, []
    for route, _name, _declared in described():
        path = address(route, target)
        for who in ("nobody", "right member", Role.OWNER.value):
            response: Any = visitors[who].get(path)
            if not response.get("Content-Type", "").startswith("text/html"):
                continue
            seen += 1
            told = _faults(response)
            faults += [f"{path} as {who}: {fault}" for fault in told]
    assert faults == []
    assert seen > 300


def _faults(response: Any) -> list[str]:
    said = str(response.get("Content-Security-Policy", "")).split(";")
    policy = {name: set(sources) for name, *sources in (part.split() for part in said if part)}
    default = policy.get("default-src", {"*"})
    found = [] if policy.get("base-uri") == {"'none'"} else ["base-uri"]
    found += [] if policy.get("object-src", default) == {"'none'"} else ["object-src"]
    found += [] if policy.get("frame-ancestors", {"*"}) <= FRAMED else ["frame-ancestors"]
    found += [] if policy.get("script-src", default) <= {"'self'", "'none'"} else ["script-src"]
    # In a sandbox without scripts, a mail is shown as it was written.
    if "sandbox" not in policy and (inline := INLINE.search(response.content.decode())):
        found.append(f"has {inline.group()}")
    return found
