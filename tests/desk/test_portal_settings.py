"""How long links work, and whether old ones ask for new ones."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.models import Entry
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser, invited

PAGE = "/agency/settings/invitations/"


def test_days_hold_for_the_next_invitation(cast: Cast) -> None:
    desk = browser(cast.northwind, cast.ana)
    assert desk.post(PAGE, {"invitation_days": "3", "renews_links": "on"}).status_code == 302
    with scope.agency(cast.northwind.pk):
        cast.harbor_law.agency = Agency.objects.get(pk=cast.northwind.pk)
        assert invited(cast.harbor_law).expires_at - timezone.now() < timedelta(days=3)
        told = Entry.objects.get(act="portal_settings.changed")
    assert (told.before["invitation_days"], told.after["invitation_days"]) == (7, 3)


def test_saving_what_is_there_is_no_change(cast: Cast) -> None:
    desk = browser(cast.northwind, cast.ana)
    desk.post(PAGE, {"invitation_days": "7", "renews_links": "on"})
    with scope.agency(cast.northwind.pk):
        assert not Entry.objects.filter(act="portal_settings.changed").exists()


@pytest.mark.parametrize("days", ["", "0", "31", "a week", "7.5", "9" * 40])
def test_other_days_are_refused(cast: Cast, days: str) -> None:
    page = browser(cast.northwind, cast.ana).post(PAGE, {"invitation_days": days})
    assert page.status_code == 422
    assert "from 1 to 30" in page.text
    assert not days or f'value="{days}"' in page.text
    assert Agency.objects.get(pk=cast.northwind.pk).invitation_days == 7


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.READ_ONLY])
def test_owners_and_admins_only(cast: Cast, role: Role) -> None:
    desk = browser(cast.northwind, cast.staff[role])
    assert desk.get(PAGE).status_code == 403
    assert PAGE not in desk.get("/agency/clients/").text
