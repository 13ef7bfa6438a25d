"""The agency's home says what waits for it, and is calm when nothing does."""

from datetime import timedelta

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.people import archive
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agent, browser, client, connection, invited


def home(cast: Cast, role: Role = Role.OWNER) -> str:
    return browser(cast.northwind, cast.staff[role]).get("/agency/").text


def test_nothing_needs_you(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        archive.archive(cast.harbor_law, by=ANA)
    assert "Nothing needs you." in home(cast)


def test_expired_live_and_without_an_email_each_with_its_button(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        invited(cast.harbor_law, at=timezone.now() - timedelta(days=30))
        live = client(cast.northwind, "Live One", "a@live.example")
        agent(live, connection(cast.northwind))
        client(cast.northwind, "Silent One")
        client(cast.northwind, "Not Live", "b@quiet.example")
    page = home(cast)
    for words in ("Harbor Law Group", "Resend Invitation", "Live One", "Send Portal Invitation"):
        assert words in page
    assert "Silent One" in page
    assert "Add Email" in page
    assert "Not Live" not in page
    assert "Resend Invitation" not in home(cast, Role.READ_ONLY)


def test_it_costs_the_same_for_many(cast: Cast, django_assert_max_num_queries) -> None:
    desk = browser(cast.northwind, cast.ana)
    with scope.agency(cast.northwind.pk):
        for number in range(30):
            client(cast.northwind, f"Client {number}")
        assert Client.objects.count() > 30
    with django_assert_max_num_queries(12):
        desk.get("/agency/")
