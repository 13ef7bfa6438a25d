"""A mailed code used, asked for and revoked at the same instant."""

import pytest
from django.utils import timezone

from callboard.keys import ring
from callboard.people import mailed_codes, revocation
from callboard.people.mailed_codes import CodeDead, Visit
from callboard.people.models import MailedCode, User
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, agency, client, member
from tests.people.test_races import ROUNDS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maya(record_can_be_emptied):
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        yield member(client(northwind, "Bright Smile Dental", "maya@brightsmile.example"))


def mail(user: User, visit: Visit) -> None:
    asked = {"id": visit.id, "address": visit.address, "kept": False, "next": ""}
    mailed_codes.mail_one.func(user.agency_id, asked, "sign_in_code")


@pytest.mark.sized
def test_one_of_two_with_the_same_code_comes_in(maya: User) -> None:
    for number in range(ROUNDS):
        row = _mailed(maya, number)
        code, visit = mailed_codes.code_of(row), Visit(row.visit, maya.email_canonical)

        def use(visit: Visit = visit, code: str = code) -> User | None:
            return mailed_codes.use_code(visit, maya.agency_id, code, by=SOMEBODY)

        came_in = [found for found in at_once(use, use) if found]
        assert len(came_in) == 1


def test_two_asked_for_at_once_leave_one_that_is_live(maya: User) -> None:
    first, second = Visit("a" * 22, maya.email_canonical), Visit("b" * 22, maya.email_canonical)
    at_once(lambda: mail(maya, first), lambda: mail(maya, second))
    assert MailedCode.objects.live().count() == 1


def test_used_while_the_access_is_revoked_nothing_is_left_live(maya: User) -> None:
    row = MailedCode.objects.select_related("user").get(pk=_mailed(maya, 0).pk)
    membership = maya.memberships.select_related("client").get()

    def use() -> User | None:
        try:
            return mailed_codes.use_link(row, by=SOMEBODY)
        except CodeDead:
            return None

    used, _revoked = at_once(use, lambda: revocation.revoke(membership.client, by=ANA))
    assert not MailedCode.objects.live().exists()
    if used is not None:
        maya.refresh_from_db()
        assert used.epoch < maya.epoch  # the session it begins is dead


def _mailed(user: User, number: int) -> MailedCode:
    MailedCode.objects.filter(user=user).end()
    now = timezone.now()
    return MailedCode.objects.create(
        agency_id=user.agency_id,
        user=user,
        selector=f"{number:022}",
        key_id=ring.newest_key_id(),
        visit=f"{number:022}",
        created_at=now,
        expires_at=now + mailed_codes.LIFE,
    )
