"""The operator's commands: what they print, and what they say when something is wrong."""

import re

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.models import Entry
from callboard.config.cli import main
from callboard.mail.models import OutgoingEmail
from callboard.people import one_time_codes
from callboard.people.models import SecondFactor
from callboard.tenancy import scope
from tests.cast import Cast, browser

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def link_in(said: str) -> str:
    found = re.search(r"http://\S+(/setup/\S+/)", said)
    assert found, said
    return found[1]


def create(**more: str) -> Result:
    facts = {
        "--name": "Harbor Voice",
        "--slug": "harbor",
        "--host": "harbor.test",
        "--owner-email": "ida@harbor.example",
        **more,
    }
    return run("create-agency", *[word for pair in facts.items() for word in pair])


def test_a_new_agency_and_its_owner_s_way_in() -> None:
    made = create()
    assert made.exit_code == 0, made.output
    agency = Agency.objects.get(slug="harbor")
    owner = browser(agency)
    assert owner.get(link_in(made.output)).status_code == 303
    answer = owner.post("/setup/", {"name": "Ida Berg", "password": "seven quiet harbors"})
    assert answer.headers["Location"] == "/agency/"
    page = owner.get("/agency/clients/")
    assert page.status_code == 200
    assert "Ida Berg" in page.text
    assert browser(agency).get(link_in(made.output)).status_code == 410


def test_by_default_the_agency_lives_at_public_url() -> None:
    made = run("create-agency", "--name", "N", "--slug", "n", "--owner-email", "ida@harbor.example")
    assert made.exit_code == 0
    assert Agency.objects.get(slug="n").host == "portal.test"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"--slug": "northwind"}, "northwind is taken"),
        ({"--host": "Northwind.TEST."}, "northwind.test is taken"),
        ({"--slug": "no way"}, "letters, digits and hyphens"),
        ({"--owner-email": "ida"}, "Enter one email address"),
        ({"--time-zone": "Mars/Olympus"}, "is no time zone"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(cast: Cast, more, words: str) -> None:
    refused = create(**more)
    assert refused.exit_code == 2
    assert words in refused.output
    assert Agency.objects.count() == 2


def test_a_lost_owner_gets_a_new_way_in(cast: Cast) -> None:
    first = link_in(run("setup-link", "--agency", "northwind", "--email", cast.ana.email).output)
    again = run("setup-link", "--agency", "northwind", "--email", cast.ana.email.upper())
    ana = browser(cast.northwind, cast.ana)
    visitor = browser(cast.northwind)
    assert visitor.get(first).status_code == 410
    visitor.get(link_in(again.output))
    visitor.post("/setup/", {"name": "Ana Ruiz", "password": "seven quiet harbors"})
    assert visitor.get("/agency/clients/").status_code == 200
    assert ana.get("/agency/clients/").status_code == 302  # the old sessions have ended


def test_a_set_up_link_does_not_stand_for_the_second_step(cast: Cast) -> None:
    """Who has lost phone and codes as well is let in by a flag, and told by mail."""
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        secret = one_time_codes.new_secret()
        SecondFactor.objects.create(
            agency=cast.northwind, user=cast.ana, secret=secret, created_at=now, confirmed_at=now
        )
    command = ("setup-link", "--agency", "northwind", "--email", cast.ana.email)
    facts = {"name": "Ana Ruiz", "password": "seven quiet harbors"}
    visitor = browser(cast.northwind)
    visitor.get(link_in(run(*command).output))
    assert visitor.post("/setup/", facts)["Location"] == "/sign-in/code/"
    assert visitor.get("/agency/clients/").status_code == 302
    code = one_time_codes.code_at(secret, timezone.now())
    assert visitor.post("/sign-in/code/", {"code": code})["Location"] == "/agency/"
    assert visitor.get("/agency/clients/").status_code == 200

    visitor = browser(cast.northwind)
    visitor.get(link_in(run(*command, "--forget-two-step").output))
    assert visitor.post("/setup/", facts)["Location"] == "/agency/"
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.get(act="second_factor.forgotten").actor_kind == "operator"
        assert OutgoingEmail.objects.filter(kind="second_factor_off").count() == 1


@pytest.mark.parametrize(
    ("agency", "email", "words"),
    [
        ("nobody", "ana@northwind.example", "There is no agency nobody"),
        ("northwind", "maya@brightsmile.example", "Nobody of the staff"),
        ("lumen", "ana@northwind.example", "Nobody of the staff"),
    ],
)
def test_a_set_up_link_is_for_staff(cast: Cast, agency: str, email: str, words: str) -> None:
    refused = run("setup-link", "--agency", agency, "--email", email)
    assert refused.exit_code == 2
    assert words in refused.output


def test_doctor_says_what_is_broken(settings, data_dir) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    said = run("doctor")
    assert said.exit_code == 1
    assert "No worker is running" in said.output
    assert "The mail server could not be reached" in said.output
    assert re.search(r"OK +database", said.output)


def test_scope_is_closed_after_a_command(cast: Cast) -> None:
    run("setup-link", "--agency", "northwind", "--email", cast.ana.email)
    assert scope.current() is None
