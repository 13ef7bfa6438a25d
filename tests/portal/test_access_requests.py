"""“Not you?”: who was sent an invitation on asks for one, and the agency answers."""

import pytest

from callboard.audit.actor import SYSTEM
from callboard.mail.models import OutgoingEmail
from callboard.people import acceptance, access_requests, invitations, offers, revocation
from callboard.people.models import AccessRequest, Invitation
from callboard.people.models.access_request import RequestState
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast, browser

pytestmark = pytest.mark.django_db

ASK = "/invitation/request/"
SAM = {"name": "Sam Ortiz", "email": "sam@harborlaw.example"}


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    with scope.agency(cast.northwind.pk):
        return invitations.invite(cast.harbor_law, by=SYSTEM, user_id=cast.ana.pk)


@pytest.fixture
def visitor(cast: Cast, invitation: Invitation):
    opened = browser(cast.northwind)
    opened.get(f"/invitation/{offers.facts_of(invitation).token()}/")
    return opened


def asked(cast: Cast) -> AccessRequest:
    with scope.agency(cast.northwind.pk):
        return AccessRequest.objects.select_related("client__agency").get()


def answer(cast: Cast, verb: str, who: Role = Role.MANAGER):
    path = f"/agency/clients/{cast.harbor_law.public_id}/requests/{asked(cast).public_id}/{verb}/"
    return browser(cast.northwind, cast.staff[who]).post(path)


def test_the_page_links_to_it(visitor) -> None:
    assert f'href="{ASK}"' in visitor.get("/invitation/").text
    assert "Harbor Law Group" in visitor.get(ASK).text


def test_it_changes_nothing_but_tells_the_agency(cast: Cast, visitor, invitation) -> None:
    page = visitor.post(ASK, SAM)
    assert page.status_code == 200
    assert "sam@harborlaw.example" in page.text
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(pk=invitation.pk).state == InvitationState.OPEN
        told = OutgoingEmail.objects.get(kind="access_request")
    assert told.to_address == cast.ana.email
    desk = browser(cast.northwind, cast.ana).get(f"/agency/clients/{cast.harbor_law.public_id}/")
    assert "Sam Ortiz asks to be invited" in desk.text


def test_asking_again_is_one_request(cast: Cast, visitor) -> None:
    for _ in range(3):
        assert visitor.post(ASK, SAM).status_code == 200
    with scope.agency(cast.northwind.pk):
        assert AccessRequest.objects.count() == 1
        assert OutgoingEmail.objects.filter(kind="access_request").count() == 1


def test_too_many_of_one_link(cast: Cast, visitor) -> None:
    for number in range(5):
        visitor.post(ASK, SAM | {"email": f"sam{number}@harborlaw.example"})
    refused = visitor.post(ASK, SAM)
    assert refused.status_code == 429
    assert "sam@harborlaw.example" in refused.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Enter your name."),
        ({"name": "\u200b\u2060"}, "Enter your name."),
        ({"email": "sam at harbor"}, "Enter one email address"),
        ({"email": "INTAKE@harborlaw.example"}, "That is the address this invitation is for."),
    ],
)
def test_bad_input_keeps_what_was_typed(visitor, given, said) -> None:
    page = visitor.post(ASK, SAM | given)
    assert page.status_code == 422
    assert said in page.text


def test_a_grant_invites_them(cast: Cast, visitor) -> None:
    visitor.post(ASK, SAM)
    assert answer(cast, "grant").status_code == 303
    with scope.agency(cast.northwind.pk):
        made = Invitation.objects.get(address_canonical="sam@harborlaw.example")
        assert (made.kind, made.client_id) == (Kind.COLLEAGUE, cast.harbor_law.pk)
    assert asked(cast).state == RequestState.GRANTED
    assert answer(cast, "grant").status_code == 409


def test_a_dismissal_tells_nobody(cast: Cast, visitor) -> None:
    visitor.post(ASK, SAM)
    with scope.agency(cast.northwind.pk):
        before = OutgoingEmail.objects.count()
    assert answer(cast, "dismissal").status_code == 303
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.count() == before
    assert asked(cast).state == RequestState.DISMISSED


def test_a_portal_that_is_closed_lets_nobody_in(cast: Cast, visitor, invitation) -> None:
    visitor.post(ASK, SAM)
    with scope.agency(cast.northwind.pk):
        acceptance.accept_as_new(
            invitation, name="Ina Take", password_hash=people.password_hash(), by=SYSTEM
        )
        revocation.revoke(cast.harbor_law, by=SYSTEM)
    assert answer(cast, "grant").status_code == 409
    assert asked(cast).state == RequestState.OPEN


def test_without_the_right(cast: Cast, visitor) -> None:
    visitor.post(ASK, SAM)
    assert answer(cast, "grant", Role.SUPPORT).status_code == 403
    assert answer(cast, "dismissal", Role.READ_ONLY).status_code == 403


def test_without_a_live_link(cast: Cast, visitor, invitation) -> None:
    assert browser(cast.northwind).post(ASK, SAM).status_code == 404
    with scope.agency(cast.northwind.pk):
        invitations.cancel(cast.harbor_law, by=SYSTEM)
    assert visitor.post(ASK, SAM).status_code == 410


def test_another_agency_s_request_is_unknown(cast: Cast, visitor) -> None:
    visitor.post(ASK, SAM)
    path = f"/agency/clients/{cast.cedar_clinic.public_id}/requests/{asked(cast).public_id}/grant/"
    assert browser(cast.lumen, cast.lumen_owner).post(path).status_code == 404


def test_of_two_answers_one_counts(cast: Cast, visitor) -> None:
    visitor.post(ASK, SAM)
    stale = asked(cast)
    with scope.agency(cast.northwind.pk):
        access_requests.dismiss(stale, by=SYSTEM)
    assert answer(cast, "grant").status_code == 409
    with scope.agency(cast.northwind.pk):
        assert not Invitation.objects.filter(address_canonical="sam@harborlaw.example").exists()
