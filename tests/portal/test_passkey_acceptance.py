"""Accepting an invitation with a passkey alone, and an account without a password."""

from datetime import timedelta

import time_machine
from django.test import Client as Browser
from django.utils import timezone

from callboard.people import offers
from callboard.people.models import User
from callboard.tenancy import scope
from tests.authenticator import Authenticator
from tests.cast import Cast, browser
from tests.portal.test_passkeys import PAGE, device, kept, key, use

__all__ = ["key"]


def opened(cast: Cast, invitation) -> Browser:
    visitor = browser(cast.northwind)
    visitor.get(f"/invitation/{offers.facts_of(invitation).token()}/")
    return visitor


def accepted(cast: Cast, visitor: Browser, name: str = "Lee Park") -> tuple[Authenticator, str]:
    key = device(cast)
    answer = key.make(visitor.get("/invitation/passkey/options/").json())
    done = visitor.post("/invitation/passkey/", {"name": name, "credential": answer})
    return key, done.headers.get("Location", str(done.status_code))


def test_an_invitation_is_accepted_with_a_passkey_alone(cast: Cast, invitation) -> None:
    visitor = opened(cast, invitation)
    assert "Create a Passkey" in visitor.get("/invitation/").text
    key, where = accepted(cast, visitor)
    assert where == "/home/"
    assert visitor.get("/home/").status_code == 200
    again = browser(cast.northwind)
    assert use(again, key)["Location"] == "/"
    assert again.get("/home/").status_code == 200
    with scope.agency(cast.northwind.pk):
        lee = User.objects.get(name="Lee Park")
        assert not lee.has_usable_password()
        assert not lee.passkey_offered
    page = visitor.get("/settings/profile/").text
    assert "Set a Password" in page
    assert 'name="present"' not in page


def test_o013_the_invitation_is_used_up_by_it(cast: Cast, invitation) -> None:
    visitor, other = opened(cast, invitation), opened(cast, invitation)
    accepted(cast, visitor)
    assert other.get("/invitation/passkey/options/").status_code == 404
    assert other.post("/invitation/passkey/", {"name": "Eve"}).status_code == 409


def test_what_is_missing_keeps_the_invitation_and_the_name(cast: Cast, invitation) -> None:
    visitor = opened(cast, invitation)
    visitor.get("/invitation/passkey/options/")
    nameless = visitor.post("/invitation/passkey/", {"name": "", "credential": "{}"})
    assert nameless.status_code == 422
    broken = visitor.post("/invitation/passkey/", {"name": "Lee Park", "credential": "{}"})
    assert broken.status_code == 422
    assert 'value="Lee Park"' in broken.text
    assert "choose a password" in broken.text
    assert accepted(cast, visitor)[1] == "/home/"


def test_o020_without_the_link_it_makes_no_account(cast: Cast, invitation) -> None:
    visitor = browser(cast.northwind)
    assert visitor.get("/invitation/passkey/options/").status_code == 404
    visitor.post("/invitation/passkey/", {"name": "Mallory", "credential": "{}"})
    with scope.agency(cast.northwind.pk):
        assert not User.objects.filter(name="Mallory").exists()


def test_o021_who_has_an_account_gets_no_passkey_by_a_link(cast: Cast, invitation) -> None:
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(
            email=invitation.address, email_canonical=invitation.address_canonical
        )
    visitor = opened(cast, invitation)
    assert accepted(cast, visitor)[1] == "/invitation/"
    assert kept(cast) == []


def test_who_has_only_passkeys_can_choose_a_password_and_is_asked_to_sign_in_again(
    cast: Cast, invitation
) -> None:
    visitor = opened(cast, invitation)
    key, _where = accepted(cast, visitor)
    page = "/settings/profile/email/"
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        late = visitor.post(page, {"change-email": "lee@other.example"})
        assert late.status_code == 422
        assert "Sign in again first" in late.text
        assert "Sign in again" in visitor.get(PAGE).text
        use(visitor, key, next=PAGE)
        assert visitor.post(page, {"change-email": "lee@other.example"}).status_code == 303
    assert "Set a Password" in visitor.get(PAGE).text
    forgot = visitor.get(f"/forgot-password/?email={invitation.address}").text
    assert invitation.address in forgot
