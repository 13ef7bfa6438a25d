"""At the same instant: an answer used twice, a passkey added while the access is revoked."""

import json

import pytest
from django.utils import timezone

from callboard.audit.actor import SYSTEM
from callboard.people import passkey_challenges, passkey_proofs, passkeys, revocation
from callboard.people.models import Passkey, User
from callboard.people.passkey_challenges import ChallengeDead
from callboard.people.passkey_proofs import PasskeyRefused
from callboard.tenancy import scope
from tests.authenticator import Authenticator
from tests.cast import ANA, agency, client, member
from tests.people.test_races import ROUNDS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maya(record_can_be_emptied):
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        yield member(client(northwind, "Bright Smile Dental", "maya@brightsmile.example"))


def made(user: User) -> tuple[Authenticator, str, passkey_challenges.Challenge]:
    """A device, its answer, and the challenge to add it."""
    key = Authenticator(user.agency.base_url, user.agency.host)
    challenge = passkey_challenges.to_add(user, timezone.now())
    options = passkey_proofs.options_to_make(
        user.agency, challenge, email=user.email, name=user.name, but=[]
    )
    return key, key.make(json.loads(options)), challenge


def add(user: User, answer: str, challenge: passkey_challenges.Challenge) -> Passkey | None:
    try:
        return passkeys.add(user.agency, user, answer, challenge, name="Desk", by=SYSTEM)
    except (ChallengeDead, PasskeyRefused):
        return None


@pytest.mark.sized
def test_one_of_two_with_the_same_answer_comes_in(maya: User) -> None:
    key, answer, asked = made(maya)
    assert add(maya, answer, asked)
    for _ in range(ROUNDS):
        challenge = passkey_challenges.to_sign_in(timezone.now())
        signed = key.use(json.loads(passkey_proofs.options_to_use(maya.agency, challenge)))

        def use(signed: str = signed, challenge=challenge) -> User | None:
            try:
                return passkeys.sign_in(maya.agency, signed, challenge, by=SYSTEM)
            except (ChallengeDead, PasskeyRefused):
                return None

        assert [found for found in at_once(use, use) if found] == [maya]


def test_one_of_two_that_add_with_the_same_challenge_does(maya: User) -> None:
    _key, answer, challenge = made(maya)
    both = at_once(lambda: add(maya, answer, challenge), lambda: add(maya, answer, challenge))
    assert len([one for one in both if one]) == 1
    assert Passkey.objects.count() == 1


def test_added_while_the_access_is_revoked_it_opens_nothing(maya: User) -> None:
    key, answer, challenge = made(maya)
    membership = maya.memberships.select_related("client").get()
    at_once(
        lambda: add(maya, answer, challenge), lambda: revocation.revoke(membership.client, by=ANA)
    )
    late = passkey_challenges.to_sign_in(timezone.now())
    signed = key.use(json.loads(passkey_proofs.options_to_use(maya.agency, late)))
    with pytest.raises(PasskeyRefused):
        passkeys.sign_in(maya.agency, signed, late, by=SYSTEM)
