"""Two clients of one agency: neither reads, counts nor changes anything of the other."""

import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.calls import daily
from callboard.calls.models import Call, DailyCalls
from callboard.people.models import Invitation, Membership, Staff, User
from callboard.tenancy import scope
from tests.cast import Cast, agent, browser, connection

LINK = re.compile(r'class="row-link" href="([^"]+)"')


@pytest.fixture
def calls(cast: Cast):
    """Three calls of each of Northwind's two clients, named after whose they are."""
    with scope.agency(cast.northwind.pk):
        on = connection(cast.northwind)
        made = {}
        for of in (cast.bright_smile, cast.harbor_law):
            robin = agent(of, on)
            now = timezone.now()
            made[of.pk] = [
                Call.objects.create(
                    agency=cast.northwind,
                    connection=on,
                    agent=robin,
                    client=of,
                    external_id=f"{of.pk}-{number}",
                    caller_name=f"Caller of {of.name}",
                    rank=4,
                    outcome="completed",
                    started_at=now,
                    last_event_at=now,
                    created_at=now,
                )
                for number in range(3)
            ]
            daily.rebuild(of)
        yield made


def test_o063_lists_counts_and_sums_are_one_client_s(cast: Cast, calls) -> None:
    page = browser(cast.northwind, cast.maya).get("/calls/").text
    assert page.count(">Caller of Bright Smile Dental<") == 3
    assert "Harbor Law" not in page
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        assert Call.objects.count() == 3
        assert sum(DailyCalls.objects.values_list("calls", flat=True)) == 3


def test_o063_another_client_s_call_is_no_place_in_the_list(cast: Cast, calls) -> None:
    other = calls[cast.harbor_law.pk][0].public_id
    maya = browser(cast.northwind, cast.maya)
    for path in (f"/calls/{other}/", f"/calls/{other}/recording"):
        assert maya.get(path).status_code == 404
    for place in ("before", "after"):
        page = maya.get(f"/calls/?{place}={other}").text
        nowhere = maya.get(f"/calls/?{place}=0000000000000000").text
        assert LINK.findall(page) == LINK.findall(nowhere)
        assert len(LINK.findall(page)) == 3


def test_o064_ids_of_another_tenant_in_a_body_are_unknown(cast: Cast) -> None:
    with scope.agency(cast.lumen.pk):
        foreign = connection(cast.lumen)
    ana = browser(cast.northwind, cast.ana)
    answer = ana.post(
        f"/agency/clients/{cast.bright_smile.public_id}/agents/new/",
        {
            "name": "Robin",
            "connection": foreign.public_id,
            "external_id": "assistant-1",
            "stage": "deployed",
        },
    )
    assert answer.status_code in (200, 422)
    maya = browser(cast.northwind, cast.maya)
    there = cast.cedar_clinic.public_id
    assert maya.post("/switch/", {"client": there}).status_code == 404


EXTRA = {
    "is_staff": "1",
    "role": "owner",
    "agency": "1",
    "agency_id": "1",
    "client": "1",
    "status": "active",
    "accepted_at": "2026-01-01",
    "created_at": "2020-01-01",
    "access_revoked_at": "",
    "epoch": "9",
    "email": "mallory@evil.example",
}


def test_o065_what_no_form_asks_for_is_not_taken(cast: Cast) -> None:
    maya = browser(cast.northwind, cast.maya)
    profile = {"name": "Maya Chen", "time_zone": "", "theme": ""}
    assert maya.post("/settings/profile/", {**EXTRA, **profile}).status_code == 303
    ana = browser(cast.northwind, cast.ana)
    facts = {"name": "New Client", "time_zone": "America/New_York", **EXTRA}
    facts.pop("email")
    answer = ana.post("/agency/clients/new/", facts)
    assert answer.status_code in (302, 303)
    with scope.agency(cast.northwind.pk):
        user = User.objects.get(pk=cast.maya.pk)
        assert (user.email, user.agency_id) == (cast.maya.email, cast.northwind.pk)
        assert not Staff.objects.filter(user=user).exists()
        made = type(cast.bright_smile).objects.get(name="New Client")
        assert made.created_at.year == timezone.now().year
        assert not Membership.objects.filter(client=made).exists()
        assert not Invitation.objects.filter(client=made).exists()


def test_o042_o074_a_cookie_of_one_host_opens_nothing_on_another(cast: Cast) -> None:
    ana = browser(cast.northwind, cast.ana)
    tossed = Browser(SERVER_NAME=cast.lumen.host)
    tossed.cookies = ana.cookies
    answer = tossed.get("/agency/clients/")
    assert (answer.status_code, answer.headers["Location"][:9]) == (302, "/sign-in/")
