"""The accounts of the demo's Stripe: the seeded one, and one for each other test key that somebody
enters, so that any agency of the demo can connect, and connect again.
"""

import re
import threading
from hashlib import sha256
from pathlib import Path

from callboard.demo.fake_stripe.book import Book

_TEST_KEY = re.compile(r"(?:sk|rk)_test_[A-Za-z0-9_]{4,240}", re.ASCII)
# More than anybody tries; each has a file.
MOST = 20


class Accounts:
    """`file` is the seeded one's; the others' lie beside it. Of a key that somebody entered, a
    digest alone is kept: it may be a real one.
    """

    def __init__(self, file: Path, base: str) -> None:
        self._file, self._base = file, base
        self._seeded = self._opened(file)
        self._others = [self._opened(one) for one in file.parent.glob(f"{file.stem}-*.json")]
        self._lock = threading.Lock()

    def of_key(self, key: str) -> tuple[Book, str]:
        """The account, and what it knows the key as. The seeded one refuses what no account has."""
        if key in self._seeded.keys or not _TEST_KEY.fullmatch(key):
            return self._seeded, key
        name = sha256(key.encode()).hexdigest()[:16]
        with self._lock:
            known = next((one for one in self._others if name in one.keys), None)
            if known is not None:
                return known, name
            if len(self._others) >= MOST:
                return self._seeded, key
            made = self._opened(self._file.with_name(f"{self._file.stem}-{name}.json"))
            made.keys, made.account = {name: []}, {"id": f"acct_{name}", "object": "account"}
            made.save()
            self._others.append(made)
        return made, name

    def of_thing(self, own_id: str) -> Book:
        """Whose customer or invoice it is."""
        there = (
            one
            for one in self._others
            if own_id in one.things["customer"] or own_id in one.things["invoice"]
        )
        return next(there, self._seeded)

    def _opened(self, file: Path) -> Book:
        kept = Book(base=self._base, file=file)
        kept.load()
        return kept
