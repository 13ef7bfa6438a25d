"""Nobody learns from an answer whether an address has an account: same words, same work."""

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from callboard.people import revocation
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser, client, invited, member

WHO = ["known", "unknown", "revoked", "invited only"]


@pytest.fixture
def addresses(cast: Cast) -> dict[str, str]:
    with scope.agency(cast.northwind.pk):
        gone = client(cast.northwind, "Gone", "gone@gone.example")
        member(gone, "Lost Person")
        revocation.revoke(gone, by=ANA)
        invited(cast.harbor_law)
    return {
        "known": cast.maya.email,
        "unknown": "nobody@nowhere.example",
        "revoked": "gone@gone.example",
        "invited only": "intake@harborlaw.example",
    }


def shape(queries) -> list[str]:
    """The statements without their values."""
    return [re.split(r" WHERE | VALUES ", query["sql"])[0][:90] for query in queries]


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """Counts the passwords that are hashed; the hashing itself goes on."""
    seen: list[str] = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify

    def counted_encode(self, *words):
        seen.append("hash")
        return encode(self, *words)

    def counted_verify(self, *words):
        seen.append("hash")
        return verify(self, *words)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted_encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", counted_verify)
    return seen


def test_o046_a_wrong_password_is_the_same_work_for_everybody(cast, addresses, hashed) -> None:
    seen = {}
    for who in WHO:
        hashed.clear()
        visitor = browser(cast.northwind)
        with CaptureQueriesContext(connection) as caught:
            answer = visitor.post(
                "/sign-in/", {"email": addresses[who], "password": "wrong wrong wrong"}
            )
        seen[who] = (answer.status_code, len(hashed), shape(caught.captured_queries))
    assert seen["known"][:2] == (422, 1)
    for who in WHO:
        assert seen[who] == seen["known"], who


def test_o046_forgot_password_is_the_same_work_for_everybody(cast, addresses, hashed) -> None:
    seen = {}
    for who in WHO:
        with CaptureQueriesContext(connection) as caught:
            answer = browser(cast.northwind).post("/forgot-password/", {"email": addresses[who]})
        words = answer.text.replace(addresses[who], "…")
        seen[who] = (answer.status_code, len(hashed), shape(caught.captured_queries), len(words))
    for who in WHO:
        assert seen[who] == seen["known"], who
