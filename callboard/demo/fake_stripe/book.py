"""What the fake Stripe knows: its objects, and what was asked with which idempotency key."""

import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Thing = dict[str, Any]

KINDS = ("customer", "subscription", "invoice", "invoiceitem", "charge", "price", "payment_method")
_PREFIXES = {
    "customer": "cus",
    "subscription": "sub",
    "invoice": "in",
    "invoiceitem": "ii",
    "charge": "ch",
    "price": "price",
    "payment_method": "pm",
}


class Refusal(Exception):
    """Answered as Stripe does."""

    def __init__(self, status: int, message: str, *, code: str = "", param: str = "") -> None:
        super().__init__(message)
        self.status = status
        kind = "api_error" if status >= 500 else "invalid_request_error"
        self.body = {"error": {"type": kind, "message": message, "code": code, "param": param}}


@dataclass
class Book:
    """`keys` are the API keys it takes, with what each lacks (`rak_invoice_read`). `hook` is where
    events go and the secret they are signed with. Kept in `file` where there is one.
    """

    base: str = ""
    keys: dict[str, list[str]] = field(default_factory=dict)
    hook: dict[str, str] = field(default_factory=dict)
    account: Thing = field(default_factory=lambda: {"id": "acct_1Northwind", "object": "account"})
    things: dict[str, dict[str, Thing]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS}
    )
    done: dict[str, list[Any]] = field(default_factory=dict)
    file: Path | None = None
    is_old: bool = False
    clock: Callable[[], float] = time.time
    lock: threading.RLock = field(default_factory=threading.RLock)

    def put(self, kind: str, **facts: Any) -> Thing:
        """A new object, or another one in the place of that with the same id."""
        with self.lock:
            own_id = facts.pop("id", None) or f"{_PREFIXES[kind]}_{secrets.token_hex(8)}"
            thing: Thing = {
                "id": own_id,
                "object": kind,
                "created": int(self.clock()),
                "metadata": {},
            }
            self.things[kind][own_id] = thing | {"livemode": False} | facts
            return self.things[kind][own_id]

    def get(self, kind: str, own_id: str) -> Thing:
        found = self.things[kind].get(own_id)
        if found is None:
            message = f"No such {kind}: '{own_id}'"
            raise Refusal(404, message, code="resource_missing", param="id")
        return found

    def of_customer(self, kind: str, customer: str) -> list[Thing]:
        """Newest first."""
        own = [one for one in self.things[kind].values() if one.get("customer") == customer]
        return sorted(own, key=lambda one: int(one["created"]))[::-1]

    def once(self, key: str, asked: Thing, make: Callable[[], Thing]) -> Thing:
        """Made once for a key; another question with the same key is refused."""
        with self.lock:
            if not key:
                return make()
            if key in self.done:
                before, answer = self.done[key]
                if before != asked:
                    raise Refusal(400, "Keys for idempotent requests are for the same parameters.")
                return dict(answer)
            answer = make()
            self.done[key] = [asked, answer]
            self.save()
            return answer

    def save(self) -> None:
        if self.file is not None:
            kept = {name: getattr(self, name) for name in _KEPT}
            coming = self.file.with_suffix(".coming")
            coming.touch(mode=0o600)
            coming.write_text(json.dumps(kept))
            coming.replace(self.file)

    def load(self) -> None:
        """What the file says, where there is one."""
        if self.file is not None and self.file.exists():
            for name, value in json.loads(self.file.read_text()).items():
                setattr(self, name, value)


_KEPT = ("keys", "hook", "account", "things", "done")
