"""Passkeys, from the page that makes one to signing in with it, with a device in software."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.models import Entry
from callboard.mail.models import OutgoingEmail
from callboard.people import owners, profile
from callboard.people.models import Passkey, Session, User
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.authenticator import MAY_SYNC, PRESENT, SYNCED, VERIFIED, Authenticator
from tests.cast import ANA, PASSWORD, Cast, browser, password_hash
from tests.portal.test_security import turn_on

PAGE, USE = "/settings/security/", "/sign-in/passkey/"
NEW, OPTIONS = f"{PAGE}passkeys/new/", f"{PAGE}passkeys/new/options/"


def device(cast: Cast, **facts) -> Authenticator:
    return Authenticator(cast.northwind.base_url, cast.northwind.host, **facts)


def added(cast: Cast, visitor: Browser, name: str = "Desk", **facts) -> Authenticator:
    """By its pages, in a browser that has just signed in."""
    key = device(cast, **facts)
    begun = visitor.post(f"{PAGE}passkeys/beginning/")
    assert begun["Location"] == NEW, begun
    answer = key.make(visitor.get(OPTIONS).json())
    assert visitor.post(NEW, {"name": name, "credential": answer})["Location"] == PAGE
    return key


def use(visitor: Browser, key: Authenticator, **more: str):
    options = visitor.get(f"{USE}options/").json()
    return visitor.post(USE, {"credential": key.use(options), **more})


def kept(cast: Cast) -> list[Passkey]:
    with scope.agency(cast.northwind.pk):
        return list(Passkey.objects.order_by("id"))


def told(cast: Cast, kind: str) -> int:
    with scope.agency(cast.northwind.pk):
        return OutgoingEmail.objects.filter(kind=kind).count()


def signed_in(visitor: Browser) -> bool:
    return visitor.get("/calls/").status_code == 200


@pytest.fixture
def key(cast: Cast, maya: Browser) -> Authenticator:
    return added(cast, maya)


def test_one_is_added_told_of_and_signs_in_where_one_was_going(cast: Cast, maya: Browser) -> None:
    key = added(cast, maya, "Front desk", flags=PRESENT | VERIFIED | MAY_SYNC | SYNCED)
    page = maya.get(PAGE).text
    assert "Front desk" in page
    assert "Synced" in page
    assert "not used yet" in page
    assert told(cast, "passkey_added") == 1
    visitor = browser(cast.northwind)
    done = use(visitor, key, next="/settings/team/", keep="on")
    assert (done.status_code, done["Location"]) == (303, "/settings/team/")
    assert visitor.cookies["session"]["max-age"] == 90 * 24 * 3600
    assert signed_in(visitor)
    assert "last used" in maya.get(PAGE).text
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.filter(act="passkey.added").count() == 1


def test_staff_sign_in_with_one_too(cast: Cast, ana: Browser) -> None:
    key = added(cast, ana)
    visitor = browser(cast.northwind)
    assert use(visitor, key)["Location"] == "/agency/"
    assert visitor.get("/agency/").status_code == 200


def test_it_counts_as_both_steps(cast: Cast, maya: Browser) -> None:
    key = added(cast, maya)
    turn_on(cast, maya)
    visitor = browser(cast.northwind)
    assert use(visitor, key)["Location"] == "/"
    assert signed_in(visitor)


def test_staff_who_need_two_steps_read_on_with_a_passkey(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        owners.add_staff(cast.northwind, addresses.parse(cast.maya.email), name="", role=Role.OWNER)
    key = added(cast, maya)
    cast.northwind.staff_need_second_factor = True
    cast.northwind.save()
    assert maya.get("/agency/")["Location"] == PAGE
    visitor = browser(cast.northwind)
    use(visitor, key)
    assert visitor.get("/agency/").status_code == 200


def test_the_button_is_above_the_password_and_only_with_scripts(visitor: Browser) -> None:
    page = visitor.get("/sign-in/").text
    assert page.index("Use a Passkey") < page.index('name="password"')
    assert re.search(r'<div class="stack" hidden data-passkey-only>', page)
    assert 'autocomplete="username webauthn"' in page


def test_o046_what_is_asked_names_nobody(cast: Cast, key) -> None:
    options = browser(cast.northwind).get(f"{USE}options/").json()
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
    assert options["rpId"] == cast.northwind.host


def refused(visitor: Browser, key: Authenticator) -> None:
    answer = use(visitor, key)
    assert answer.status_code == 422
    assert "That passkey did not work here." in answer.text
    assert not signed_in(visitor)


def test_the_challenge_to_add_one_ends_with_the_password_and_the_access(
    cast: Cast, maya: Browser
) -> None:
    maya.post(f"{PAGE}passkeys/beginning/")
    options, key = maya.get(OPTIONS).json(), device(cast)
    with scope.agency(cast.northwind.pk):
        profile.change_password(cast.maya, password_hash(), by=ANA)
    maya.post("/sign-in/", {"email": cast.maya.email, "password": PASSWORD})
    maya.post(NEW, {"name": "Late", "credential": key.make(options)})
    assert kept(cast) == []


def test_later_it_takes_the_password_and_loses_nothing(cast: Cast, maya: Browser) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert 'name="passkey-present"' in maya.get(PAGE).text
        for typed in ("", "wrong horse"):
            answer = maya.post(f"{PAGE}passkeys/beginning/", {"passkey-present": typed})
            assert answer.status_code == 422
        assert "That is not your present password." in answer.text
        right = maya.post(f"{PAGE}passkeys/beginning/", {"passkey-present": PASSWORD})
        assert right["Location"] == NEW


def test_without_being_asked_nobody_adds_one(cast: Cast, maya: Browser) -> None:
    assert maya.get(NEW)["Location"] == PAGE
    assert maya.get(OPTIONS).status_code == 404
    assert maya.post(NEW, {"name": "x", "credential": "{}"})["Location"] == PAGE
    assert kept(cast) == []


def test_the_same_device_keeps_one(cast: Cast, maya: Browser, key) -> None:
    maya.post(f"{PAGE}passkeys/beginning/")
    options = maya.get(OPTIONS).json()
    assert [one["id"] for one in options["excludeCredentials"]] == [kept(cast)[0].credential_id]
    maya.post(NEW, {"name": "Again", "credential": key.make(options)})
    assert [one.name for one in kept(cast)] == ["Desk"]


def test_one_is_renamed_and_removed_and_a_mail_tells(cast: Cast, maya: Browser, key) -> None:
    [one] = kept(cast)
    path = f"{PAGE}passkeys/{one.public_id}/"
    assert maya.post(f"{path}name/", {"name": " "}).status_code == 422
    maya.post(f"{path}name/", {"name": "Phone <b>"})
    assert "Phone &lt;b&gt;" in maya.get(PAGE).text
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert maya.post(f"{path}removal/").status_code == 422
        assert maya.post(f"{path}removal/", {"passkey-present": PASSWORD}).status_code == 303
    assert told(cast, "passkey_removed") == 1
    refused(browser(cast.northwind), key)


def test_another_s_passkey_is_not_there(cast: Cast, key, ana: Browser) -> None:
    [one] = kept(cast)
    for verb in ("name", "removal"):
        path = f"{PAGE}passkeys/{one.public_id}/{verb}/"
        assert ana.get(path).status_code == 404
        assert ana.post(path, {"name": "Mine"}).status_code == 404
    assert [row.name for row in kept(cast)] == ["Desk"]


def test_the_offer_goes_when_it_is_dismissed_or_taken(cast: Cast, maya: Browser) -> None:
    assert "Next time without a password?" in maya.get("/home/").text
    assert "Next time without a password?" in maya.get("/calls/").text
    maya.post(f"{PAGE}passkeys/offer/dismissal/")
    assert "Next time without a password?" not in maya.get("/home/").text
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(passkey_offered=True)
    added(cast, maya)
    assert "Next time without a password?" not in maya.get("/home/").text


def test_a_new_device_is_told_with_a_passkey_too(cast: Cast, key) -> None:
    before = told(cast, "new_device")
    visitor = browser(cast.northwind, headers={"User-Agent": "Firefox on Linux"})
    use(visitor, key)
    assert told(cast, "new_device") == before + 1
    with scope.agency(cast.northwind.pk):
        assert Session.objects.latest("id").by_passkey
