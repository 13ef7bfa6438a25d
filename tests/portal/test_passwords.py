"""Links with which a password is chosen: a forgotten one, and a new owner's first."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.audit.actor import SYSTEM
from callboard.mail import messages
from callboard.mail.messages import Drop, Message
from callboard.mail.models import OutgoingEmail
from callboard.people import account_links, forgotten, offers, profile, revocation
from callboard.people.models import AccountLink, User
from callboard.people.models.account_link import Purpose
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, invited, password_hash

GOOD = "seven quiet harbors"
MAYA = "maya@brightsmile.example"


def link_for(cast: Cast, user: User, purpose: Purpose = Purpose.RESET, **facts) -> str:
    """The path of a fresh link."""
    with scope.agency(cast.northwind.pk):
        link = account_links.create(user, purpose, by=SYSTEM, **facts)
        return account_links.url_of(cast.northwind, link).removeprefix(cast.northwind.base_url)


def mails(cast: Cast, kind: str) -> list[OutgoingEmail]:
    with scope.agency(cast.northwind.pk):
        return list(OutgoingEmail.objects.filter(kind=kind))


@pytest.fixture
def opened(cast: Cast, visitor: Browser) -> Browser:
    """A browser that has opened Maya's reset link."""
    visitor.get(link_for(cast, cast.maya))
    return visitor


def test_asking_answers_the_same_words_for_everybody(
    cast: Cast, invitation, django_assert_num_queries
) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    words = set()
    for email in (cast.ana.email, cast.maya.email, invitation.address, "nobody@nowhere.example"):
        visitor = browser(cast.northwind)
        # The agency with its brand, the network's limit, and the one task.
        with django_assert_num_queries(3):
            page = visitor.post("/forgot-password/", {"email": email})
        assert page.status_code == 200
        words.add(re.sub(r'FToken": "[^"]*"', "", page.text).replace(email, ""))
    assert len(words) == 1
    assert DBTaskResult.objects.count() == 4


def test_a_network_that_asks_without_end_has_to_wait(cast: Cast) -> None:
    asking = browser(cast.northwind, REMOTE_ADDR="198.51.100.7")
    asked = [
        asking.post("/forgot-password/", {"email": f"n{n}@nowhere.example"}) for n in range(31)
    ]
    assert [page.status_code for page in asked] == [200] * 30 + [429]
    assert "You can try again at" in asked[-1].text
    assert "n30@nowhere.example" in asked[-1].text
    assert DBTaskResult.objects.count() == 30
    other = browser(cast.northwind, REMOTE_ADDR="203.0.113.5")
    assert other.post("/forgot-password/", {"email": MAYA}).status_code == 200


@pytest.mark.parametrize(
    "email",
    [
        "maya@brightsmile.example,evil@evil.example",
        "maya@brightsmile.example;evil@evil.example",
        "maya@brightsmile.example\nBcc: evil@evil.example",
        '["maya@brightsmile.example", "evil@evil.example"]',
        "",
        "x" * 300,
        "\x00",
    ],
)
def test_o047_more_than_one_address_is_none(cast: Cast, email: str) -> None:
    assert browser(cast.northwind).post("/forgot-password/", {"email": email}).status_code < 500
    for task in DBTaskResult.objects.all():
        forgotten.mail_a_way_in.func(*task.args_kwargs["args"])
    assert mails(cast, "password_reset") == []


def test_o034_a_revoked_member_gets_no_link(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    forgotten.mail_a_way_in.func(cast.northwind.pk, "maya@brightsmile.example")
    assert mails(cast, "password_reset") == []
    [told] = mails(cast, "access_over")
    with scope.agency(cast.northwind.pk):
        said = messages.build(told)
    assert isinstance(said, Message)
    assert cast.northwind.support_email in said.context["more"]
    assert said.context["link"] == ""
    assert cast.bright_smile.name not in f"{said.subject}{said.preheader}{said.context}"


def test_o034_a_link_asked_for_before_the_revocation_is_dead(cast: Cast, visitor: Browser) -> None:
    path = link_for(cast, cast.maya)
    forgotten.mail_a_way_in.func(cast.northwind.pk, cast.maya.email_canonical)
    [mail] = mails(cast, "password_reset")
    kept = browser(cast.northwind)
    kept.get(path)
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        assert isinstance(messages.build(mail), Drop)
    assert visitor.get(path).status_code == 410
    new = {"password": "a longer kettle sings"}
    assert kept.post("/reset-password/", new).status_code == 410

    # Who is invited again may ask again; the earlier link stays dead.
    with scope.agency(cast.northwind.pk):
        invited(cast.bright_smile)
    assert kept.post("/reset-password/", new).status_code == 410
    fresh = link_for(cast, cast.maya)
    assert visitor.get(fresh).status_code == 303
    assert visitor.post("/reset-password/", new).status_code == 303


def test_a_link_asked_for_before_the_password_was_changed_is_dead(cast: Cast, visitor) -> None:
    path = link_for(cast, cast.maya)
    with scope.agency(cast.northwind.pk):
        profile.change_password(cast.maya, password_hash(), by=ANA)
    assert visitor.get(path).status_code == 410


TRICKS: list[dict[str, Any]] = [
    {"HTTP_HOST": "evil.test"},
    {"HTTP_HOST": "northwind.test@evil.test"},
    {"HTTP_HOST": "northwind.test:80@evil.test"},
    {"HTTP_HOST": "northwind.test.evil.test"},
    {"HTTP_HOST": "northwind.test evil.test"},
    {"HTTP_HOST": "northwind.test:evil"},
    {"HTTP_X_FORWARDED_HOST": "evil.test"},
    {"HTTP_FORWARDED": "host=evil.test"},
    {"HTTP_X_ORIGINAL_HOST": "evil.test", "HTTP_X_HOST": "evil.test"},
]


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: next(iter(trick.values())))
def test_o051_no_header_moves_the_mailed_link(cast: Cast, trick: dict[str, Any]) -> None:
    tricky = Browser(**({"SERVER_NAME": cast.northwind.host} | trick))
    answer = tricky.post("/forgot-password/", {"email": MAYA})
    assert answer.status_code in ((400, 404) if "HTTP_HOST" in trick else (200,))
    assert "evil" not in answer.text
    for task in DBTaskResult.objects.all():
        forgotten.mail_a_way_in.func(*task.args_kwargs["args"])
    for mail in mails(cast, "password_reset"):
        with scope.agency(cast.northwind.pk):
            built = messages.build(mail)
        assert isinstance(built, Message)
        assert built.context["link"].startswith(f"{cast.northwind.base_url}/reset-password/")


def test_a_known_address_gets_one(cast: Cast) -> None:
    forgotten.mail_a_way_in.func(cast.northwind.pk, "maya@brightsmile.example")
    assert [mail.to_address for mail in mails(cast, "password_reset")] == [cast.maya.email]


def test_an_invited_address_gets_its_invitation_again(cast: Cast, invitation) -> None:
    before = len(mails(cast, "invitation"))
    forgotten.mail_a_way_in.func(cast.northwind.pk, invitation.address_canonical)
    assert len(mails(cast, "invitation")) == before + 1


def test_the_link_leaves_the_address_bar_at_once(cast: Cast, visitor: Browser) -> None:
    for purpose, place in ((Purpose.RESET, "/reset-password/"), (Purpose.SETUP, "/setup/")):
        path = link_for(cast, cast.maya, purpose)
        for method in (visitor.head, visitor.get):
            answer = method(path)
            assert (answer.status_code, answer["Location"]) == (303, place)
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["Cache-Control"] == "no-store"
        page = visitor.get(place)
        assert page.status_code == 200
        # Else a browser posts the form with `Origin: null`, which counts as forged.
        assert page["Referrer-Policy"] == "same-origin"


def test_o038_a_new_password_ends_everything_else(cast: Cast, maya: Browser) -> None:
    other = link_for(cast, cast.maya, Purpose.SETUP)
    visitor = browser(cast.northwind)
    visitor.get(link_for(cast, cast.maya))
    answer = visitor.post("/reset-password/", {"password": GOOD})
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")
    assert visitor.cookies["reset"].value == ""
    assert "Your password was changed." in visitor.get("/sign-in/").text
    assert visitor.get("/calls/").status_code == 302
    assert maya.get("/calls/").status_code == 302
    assert visitor.get(other).status_code == 410
    assert len(mails(cast, "password_changed")) == 1
    for password, status in ((PASSWORD, 422), (GOOD, 303)):
        facts = {"email": cast.maya.email, "password": password}
        assert browser(cast.northwind).post("/sign-in/", facts).status_code == status


def test_a_bad_password_uses_nothing_up(cast: Cast, opened: Browser) -> None:
    for bad in ("short", "password1234", "Northwind Voice", "x" * 129, "x" * 5000):
        page = opened.post("/reset-password/", {"password": bad})
        assert page.status_code == 422
        assert f'value="{bad}"' not in page.text
    assert opened.post("/reset-password/", {"password": GOOD}).status_code == 303


def test_o105_every_good_password_is_taken_as_it_is(cast: Cast) -> None:
    for good in ("  spaces at both ends  ", "🐙" * 12, "x7 " * 21 + "x", "é" * 128):
        visitor = browser(cast.northwind)
        visitor.get(link_for(cast, cast.maya))
        assert visitor.post("/reset-password/", {"password": good}).status_code == 303
        facts = {"email": cast.maya.email, "password": good}
        assert browser(cast.northwind).post("/sign-in/", facts).status_code == 303


def test_o105_a_megabyte_is_refused_before_it_is_hashed(
    cast: Cast, opened: Browser, monkeypatch
) -> None:
    def never(*_: object) -> str:
        raise AssertionError("hashed")

    monkeypatch.setattr("callboard.people.passwords.PortalArgon2Hasher.encode", never)
    monkeypatch.setattr("callboard.people.passwords.PortalArgon2Hasher.verify", never)
    long = "x" * 1_000_000
    assert opened.post("/reset-password/", {"password": long}).status_code == 422
    facts = {"email": cast.maya.email, "password": long}
    assert browser(cast.northwind).post("/sign-in/", facts).status_code == 422


def test_dead_links(cast: Cast, visitor: Browser, opened: Browser) -> None:
    old = link_for(cast, cast.maya, at=timezone.now() - timedelta(minutes=60, seconds=1))
    replaced = link_for(cast, cast.maya)
    link_for(cast, cast.maya)
    for path in (old, replaced, "/reset-password/nonsense/", "/setup/nonsense/"):
        page = visitor.get(path)
        assert page.status_code == 410
        assert "This link no longer works" in page.text
    # Opened before it was replaced.
    assert opened.get("/reset-password/").status_code == 410
    assert opened.post("/reset-password/", {"password": GOOD}).status_code == 410
    assert browser(cast.northwind).get("/reset-password/").status_code == 410


def test_o017_a_link_opens_only_its_own_purpose(cast: Cast, visitor: Browser, invitation) -> None:
    reset = link_for(cast, cast.maya).split("/")[2]
    setup = link_for(cast, cast.maya, Purpose.SETUP).split("/")[2]
    invited = offers.facts_of(invitation).token()
    assert visitor.get(f"/invitation/{reset}/").status_code == 404
    assert visitor.get(f"/invitation/{setup}/").status_code == 404
    for token in (setup, invited):
        assert visitor.get(f"/reset-password/{token}/").status_code == 410
    for token in (reset, invited):
        assert visitor.get(f"/setup/{token}/").status_code == 410


def test_o017_a_cookie_opens_only_its_own_purpose(cast: Cast, opened: Browser) -> None:
    for name in ("setup", "invitation"):
        opened.cookies[name] = opened.cookies["reset"].value
    assert opened.get("/setup/").status_code == 410
    assert "Open the link from your mail again" in opened.get("/invitation/").text


def test_setting_up_signs_in_at_the_agency_s_side(cast: Cast, visitor: Browser) -> None:
    path = link_for(cast, cast.ana, Purpose.SETUP)
    visitor.get(path)
    bad = visitor.post("/setup/", {"name": "Ana Maria", "password": "short"})
    assert bad.status_code == 422
    assert "Ana Maria" in bad.text
    answer = visitor.post("/setup/", {"name": "Ana Maria", "password": GOOD})
    assert (answer.status_code, answer["Location"]) == (303, "/agency/")
    assert "Ana Maria" in visitor.get("/agency/clients/").text
    assert browser(cast.northwind).get(path).status_code == 410
    with scope.agency(cast.northwind.pk):
        assert not AccountLink.objects.filter(state="live").exists()
