"""The way of a client into its portal, told from facts."""

from datetime import timedelta

from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.desk import onboarding
from callboard.people import acceptance, access, roster, team
from callboard.people.models import Invitation, Membership
from callboard.tenancy import scope
from tests.cast import Cast, agent, browser, connection, invited, password_hash
from tests.portal.sounds import a_call


def done(cast: Cast, client) -> list[str] | None:
    """The labels of what is done; None where all is."""
    with scope.agency(cast.northwind.pk):
        now = timezone.now()
        people = roster.of_client(client.pk, now)
        items = onboarding.of(access.of(client.pk, now), people, now)
    return [item.label for item in items if item.done] if items else None


def test_each_step_from_its_fact(cast: Cast) -> None:
    assert done(cast, cast.harbor_law) == []
    with scope.agency(cast.northwind.pk):
        invited(cast.harbor_law)
    assert done(cast, cast.harbor_law) == ["Invited"]
    assert done(cast, cast.bright_smile) == ["Invited", "Signed in"]
    with scope.agency(cast.northwind.pk):
        Membership.objects.filter(user=cast.maya).update(first_heard_at=timezone.now())
        sam = [addresses.parse("sam@brightsmile.example")]
        team.invite(cast.bright_smile, sam, by=SYSTEM, user_id=None)
        agent(cast.bright_smile, connection(cast.northwind))
        a_call(cast.bright_smile, started_at=timezone.now() - timedelta(days=6))
    labels = ["Invited", "Signed in", "First call heard", "A colleague invited"]
    assert done(cast, cast.bright_smile) == labels
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, started_at=timezone.now() - timedelta(days=8))
    assert done(cast, cast.bright_smile) is None


def test_a_colleague_who_came_before_the_contact_was_invited(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        invited(cast.harbor_law)
        team.invite(
            cast.harbor_law, [addresses.parse("sam@harborlaw.example")], by=SYSTEM, user_id=None
        )
        sam = Invitation.objects.get(address_canonical="sam@harborlaw.example")
        acceptance.accept_as_new(sam, name="Sam", password_hash=password_hash(), by=SYSTEM)
    assert done(cast, cast.harbor_law) == ["Invited", "Signed in", "A colleague invited"]


def test_the_page_shows_it_until_all_is_done(cast: Cast) -> None:
    desk = browser(cast.northwind, cast.ana)
    page = desk.get(f"/agency/clients/{cast.harbor_law.public_id}/").text
    assert "Getting started" in page
    assert f'href="/agency/clients/{cast.harbor_law.public_id}/invitation/"' in page
