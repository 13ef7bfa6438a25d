"""The agency's own people: invited in a role, given another one, removed."""

from html import unescape

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.audit.actor import SYSTEM
from callboard.audit.models import Entry
from callboard.mail.models import OutgoingEmail
from callboard.people import offers, one_time_codes, second_factor
from callboard.people.models import Invitation, Staff
from callboard.people.models.invitation import InvitationState
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser

PAGE = "/agency/staff/"
INVITE = "/agency/staff/invitations/"
GOOD = "seven quiet harbors"


@pytest.fixture
def owner(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.ana)


@pytest.fixture
def admin(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.staff[Role.ADMIN])


def invite(desk: Browser, role: Role = Role.SUPPORT, addresses: str = "lou@northwind.example"):
    return desk.post(INVITE, {"addresses": addresses, "role": role.value})


def pending(cast: Cast) -> Invitation:
    with scope.agency(cast.northwind.pk):
        return Invitation.objects.get(address_canonical="lou@northwind.example")


def role_of(cast: Cast, role: Role) -> str:
    """The present role of who had this one at first; "" for who is gone."""
    with scope.agency(cast.northwind.pk):
        places = Staff.objects.filter(user=cast.staff[role], ended_at__isnull=True)
        return "".join(places.values_list("role", flat=True))


def path_of(cast: Cast, role: Role, verb: str) -> str:
    user = cast.ana if role is Role.OWNER else cast.staff[role]
    return f"{PAGE}{user.public_id}/{verb}/"


def test_an_invited_person_works_here_in_the_role(cast: Cast, owner: Browser) -> None:
    assert invite(owner).status_code == 303
    page = owner.get(PAGE).text
    assert "lou@northwind.example" in page
    visitor = browser(cast.northwind)
    visitor.get(f"/invitation/{offers.facts_of(pending(cast)).token()}/")
    shown = unescape(visitor.get("/invitation/").text)
    assert "Join Northwind Voice" in shown
    assert "(Support)" in shown
    assert "Not you?" not in shown
    landed = visitor.post("/invitation/", {"name": "Lou Marsh", "password": GOOD})
    assert landed["Location"] == "/agency/"
    assert visitor.get("/agency/clients/").status_code == 200
    assert visitor.get("/agency/clients/new/").status_code == 403
    assert "Lou Marsh" in owner.get(PAGE).text


def test_a_dead_staff_link_has_its_page(cast: Cast, owner: Browser) -> None:
    invite(owner)
    token = offers.facts_of(pending(cast)).token()
    owner.post(f"{INVITE}{pending(cast).public_id}/resend/")
    page = browser(cast.northwind).get(f"/invitation/{token}/")
    assert page.status_code == 410
    assert "There is a newer invitation" in page.text


def test_pending_ones_are_looked_after(cast: Cast, owner: Browser) -> None:
    invite(owner)
    path = f"{INVITE}{pending(cast).public_id}/"
    assert owner.post(f"{path}resend/").status_code == 303
    assert pending(cast).generation == 2
    shown = owner.post(f"{path}link/")
    assert offers.link_of(cast.northwind, pending(cast)) in unescape(shown.text)
    assert owner.post(f"{path}cancellation/").status_code == 303
    assert pending(cast).state == InvitationState.CANCELLED
    assert owner.post(f"{path}resend/").status_code == 409


def test_bad_input_is_named_and_kept(cast: Cast, owner: Browser) -> None:
    page = owner.post(INVITE, {"addresses": "lou at home", "role": "emperor", "note": "Welcome"})
    assert page.status_code == 422
    text = unescape(page.text)
    for words in ("Line 1, “lou at home”", "Choose a role.", "Welcome"):
        assert words in text


def test_a_changed_role_holds_from_the_next_click(cast: Cast, owner: Browser) -> None:
    theirs = browser(cast.northwind, cast.staff[Role.MANAGER])
    assert theirs.get("/agency/clients/new/").status_code == 200
    answer = owner.post(path_of(cast, Role.MANAGER, "role"), {"role": "read_only"})
    assert answer.status_code == 303
    assert theirs.get("/agency/clients/new/").status_code == 403
    with scope.agency(cast.northwind.pk):
        told = Entry.objects.get(act="staff.role_changed")
        assert (told.before, told.after) == ({"role": "manager"}, {"role": "read_only"})
        assert OutgoingEmail.objects.filter(kind="staff_role").count() == 1


def test_a_removed_person_is_out_at_the_next_click(cast: Cast, owner: Browser) -> None:
    theirs = browser(cast.northwind, cast.staff[Role.MANAGER])
    path = path_of(cast, Role.MANAGER, "removal")
    assert "Remove Manager Person" in owner.get(path).text
    assert owner.post(path).status_code == 303
    assert theirs.get("/agency/clients/").status_code == 403
    assert owner.post(path).status_code == 404


def test_the_last_owner_stays(cast: Cast, owner: Browser) -> None:
    for verb, given in (("removal", {}), ("role", {"role": "admin"})):
        refused = owner.post(path_of(cast, Role.OWNER, verb), given)
        assert refused.status_code == 409
        assert "at least one owner" in refused.text
    assert owner.get(PAGE).status_code == 200


def test_in_the_dialog_a_refusal_is_a_panel_and_no_page(cast: Cast, owner: Browser) -> None:
    """The whole page once stood in it, sidebar and all."""
    htmx = {"HX-Request": "true", "HX-Target": "dialog"}
    refused = owner.post(path_of(cast, Role.OWNER, "removal"), headers=htmx)
    assert refused.status_code == 409
    assert "at least one owner" in refused.text
    assert "data-panel" in refused.text
    assert "<body" not in refused.text


def test_an_admin_neither_makes_nor_ends_an_owner(cast: Cast, admin: Browser) -> None:
    assert invite(admin, Role.OWNER).status_code == 422
    assert admin.post(path_of(cast, Role.OWNER, "removal")).status_code == 403
    refused = admin.post(path_of(cast, Role.OWNER, "role"), {"role": "support"})
    assert refused.status_code == 403
    assert "Only an owner" in refused.text
    raised = admin.post(path_of(cast, Role.MANAGER, "role"), {"role": "owner"})
    assert raised.status_code == 422
    assert role_of(cast, Role.MANAGER) == "manager"
    assert invite(admin, Role.ADMIN).status_code == 303


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.READ_ONLY])
def test_others_only_look(cast: Cast, role: Role) -> None:
    desk = browser(cast.northwind, cast.staff[role])
    page = desk.get(PAGE).text
    assert "Ana Ruiz" in page
    assert "Send Invitations" not in page
    assert "Change Role" not in page
    assert "removal/" not in page
    assert invite(desk).status_code == 403
    assert desk.post(path_of(cast, Role.ADMIN, "removal")).status_code == 403


def test_another_agency_s_staff_are_unknown(cast: Cast) -> None:
    theirs = browser(cast.lumen, cast.lumen_owner)
    assert "Ana Ruiz" not in theirs.get(PAGE).text
    assert theirs.post(path_of(cast, Role.MANAGER, "removal")).status_code == 404


def test_the_page_costs_the_same(cast: Cast, owner: Browser, django_assert_num_queries) -> None:
    owner.get(PAGE)
    # The agency with its brand, who this is, staff, invitations.
    with django_assert_num_queries(4):
        owner.get(PAGE)
    invite(owner, addresses="\n".join(f"p{n}@northwind.example" for n in range(6)))
    owner.get(PAGE)
    with django_assert_num_queries(4):
        owner.get(PAGE)


TWO_STEP = "/agency/staff/two-step/"


def test_the_whole_team_is_asked_for_two_step_by_who_has_it(cast: Cast, owner: Browser) -> None:
    refused = owner.post(TWO_STEP, {"required": "on"})
    assert refused.status_code == 409
    assert "Turn it on for yourself first" in refused.text
    with scope.agency(cast.northwind.pk):
        factor = second_factor.begin(cast.ana)
        code = one_time_codes.code_at(bytes(factor.secret), timezone.now())
        second_factor.turn_on(cast.ana, code, by=SYSTEM)
    assert owner.post(TWO_STEP, {"required": "on"}).status_code == 303
    theirs = browser(cast.northwind, cast.staff[Role.MANAGER])
    assert theirs.get("/agency/clients/")["Location"] == "/settings/security/"
    assert owner.post(TWO_STEP).status_code == 303
    assert theirs.get("/agency/clients/").status_code == 200
    assert theirs.post(TWO_STEP, {"required": "on"}).status_code == 403
