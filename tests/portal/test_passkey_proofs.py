"""What no passkey signed, or not for this sign-in, opens nothing."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser
from django.utils import timezone

from callboard.audit.models import Entry
from callboard.people import revocation
from callboard.tenancy import scope
from tests.authenticator import PRESENT, VERIFIED
from tests.cast import ANA, Cast, browser, member
from tests.portal.test_passkeys import (
    NEW,
    PAGE,
    USE,
    device,
    key,
    refused,
    signed_in,
    told,
    use,
)

__all__ = ["key"]


@pytest.mark.parametrize(
    "bad",
    [
        {"origin": "https://northwind.evil.example"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"id": b"x" * 32},
        {"handle": b"somebody else"},
    ],
    ids=["origin", "host", "not verified", "not present", "unknown", "handle"],
)
def test_what_is_not_proved_is_refused_alike(cast: Cast, key, visitor: Browser, bad) -> None:
    for name, value in bad.items():
        setattr(key, name, value)
    refused(visitor, key)


def test_a_signature_of_another_key_is_refused(cast: Cast, key, visitor: Browser) -> None:
    key.key = device(cast).key
    refused(visitor, key)


def test_at_another_agency_it_is_unknown(cast: Cast, key) -> None:
    key.origin, key.rp_id = cast.lumen.base_url, cast.lumen.host
    assert use(browser(cast.lumen), key).status_code == 422


def test_o029_an_answer_is_looked_at_once(cast: Cast, key, visitor: Browser) -> None:
    """A replayed assertion opens nothing, and the session that was there before is dead."""
    options = visitor.get(f"{USE}options/").json()
    challenge, answer = visitor.cookies["passkey-sign-in"].value, key.use(options)
    assert visitor.post(USE, {"credential": answer}).status_code == 303
    again = browser(cast.northwind)
    again.cookies["passkey-sign-in"] = challenge
    assert again.post(USE, {"credential": answer}).status_code == 422
    assert not signed_in(again)


def test_an_answer_to_another_browser_s_challenge_is_refused(cast: Cast, key, visitor) -> None:
    options = browser(cast.northwind).get(f"{USE}options/").json()
    visitor.get(f"{USE}options/")
    assert visitor.post(USE, {"credential": key.use(options)}).status_code == 422
    assert browser(cast.northwind).post(USE, {"credential": key.use(options)}).status_code == 422


def test_after_ten_minutes_a_challenge_is_over(cast: Cast, key, visitor: Browser) -> None:
    options = visitor.get(f"{USE}options/").json()
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=2), tick=False):
        late = visitor.post(USE, {"credential": key.use(options)})
    assert late.status_code == 422
    assert "That took too long." in late.text


def test_a_count_that_goes_backwards_is_refused_and_told(cast: Cast, key, visitor) -> None:
    key.count = 7
    assert use(browser(cast.northwind), key).status_code == 303
    key.count = 3
    refused(visitor, key)
    assert told(cast, "passkey_copied") == 1
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.filter(act="passkey.refused").count() == 1


def test_a_synced_one_does_not_count(cast: Cast, key) -> None:
    key.counts = False
    for _ in range(2):
        assert use(browser(cast.northwind), key).status_code == 303
    key.counts = True
    assert use(browser(cast.northwind), key).status_code == 303
    key.counts, key.count = False, 0
    refused(browser(cast.northwind), key)


def test_o034_revoked_it_opens_nothing(cast: Cast, key, visitor: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    refused(visitor, key)


def test_a_challenge_from_before_the_revocation_is_dead(cast: Cast, key, visitor: Browser) -> None:
    """Also of somebody who has come back meanwhile; a new one works."""
    options = visitor.get(f"{USE}options/").json()
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        cast.bright_smile.refresh_from_db()
        member(cast.bright_smile)
    assert visitor.post(USE, {"credential": key.use(options)}).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(seconds=2)):
        assert use(visitor, key).status_code == 303


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "7",
        '{"id": 1}',
        "\x00",
        "x" * 30_000,
        '{"response": {}}',
        "[" * 5000,
    ],
)
def test_nonsense_is_refused_in_words(cast: Cast, maya: Browser, visitor, answer: str) -> None:
    visitor.get(f"{USE}options/")
    assert visitor.post(USE, {"credential": answer}).status_code == 422
    maya.post(f"{PAGE}passkeys/beginning/")
    assert maya.post(NEW, {"name": "x", "credential": answer})["Location"] == PAGE


def test_parts_of_a_real_answer_are_refused(cast: Cast, key, visitor: Browser) -> None:
    answer = json.loads(key.use(visitor.get(f"{USE}options/").json()))
    for name in list(answer["response"]):
        cut = answer | {"response": answer["response"] | {name: answer["response"][name][:-9]}}
        visitor.get(f"{USE}options/")
        assert visitor.post(USE, {"credential": json.dumps(cut)}).status_code == 422


def test_a_network_that_tries_without_end_has_to_wait(cast: Cast) -> None:
    asking = browser(cast.northwind, REMOTE_ADDR="198.51.100.7")
    answers = [asking.post(USE, {"credential": "{}"}).status_code for _ in range(101)]
    assert answers == [422] * 100 + [429]
