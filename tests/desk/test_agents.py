"""Agents of a client: adding, changing, and what another agent's ID gets."""

from datetime import UTC, datetime

import pytest

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage, Takes
from callboard.audit.models import Entry
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, agent, connection
from tests.desk.sessions import signed_in


@pytest.fixture
def vapi(cast: Cast, dentist):
    return connection(cast.northwind)


def sent(on, **facts: str) -> dict[str, str]:
    return {
        "name": "Avery",
        "number": "(207) 555-0160",
        "connection": on.public_id,
        "external_id": " asst-7 ",
        "takes": Takes.AGENT,
        "stage": Stage.DEPLOYED,
        **facts,
    }


def test_add_to_a_client(ana, dentist, address, vapi) -> None:
    answer = ana.post(address(dentist, "agents/new/"), sent(vapi))
    assert (answer.status_code, answer["Location"]) == (302, address(dentist))
    made = Agent.objects.get(client=dentist)
    assert (made.number, made.external_id, made.stage) == ("+12075550160", "asst-7", "deployed")
    page = ana.get(address(dentist)).content.decode()
    assert "(207) 555-0160" in page
    assert "Agent added" in page
    assert Entry.objects.get(act="agent.added").after["external_id"] == "asst-7"
    assert "Avery" in ana.get("/agency/agents/").content.decode()


def test_add_to_a_client_that_is_chosen(ana, dentist, address, vapi) -> None:
    path = "/agency/agents/new/"
    answer = ana.post(path, sent(vapi))
    assert answer.status_code == 422
    assert "Choose a client." in answer.content.decode()
    answer = ana.post(path, {**sent(vapi), "client": dentist.public_id})
    assert answer["Location"] == address(dentist)
    assert Agent.objects.get().client_id == dentist.pk


def test_change(ana, dentist, vapi) -> None:
    robin = agent(dentist, vapi)
    page = f"/agency/agents/{robin.public_id}/"
    assert 'value="Robin"' in ana.get(page).content.decode()
    assert ana.post(page, sent(vapi, number="", stage=Stage.DRAFT)).status_code == 302
    robin.refresh_from_db()
    assert (robin.name, robin.number, robin.is_deployed) == ("Avery", "", False)
    entry = Entry.objects.get(act="agent.changed")
    assert (entry.before["name"], entry.after["name"]) == ("Robin", "Avery")


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (("name", ""), "Enter the agent"),
        (("number", "12"), "Enter a telephone number"),
        (("number", "call me"), "Enter a telephone number"),
        (("connection", "unknown"), "Choose a connection."),
        (("external_id", "   "), "Enter the assistant"),
        (("stage", "live"), "live"),
    ],
)
def test_a_slip_makes_nothing(ana, dentist, vapi, slip, words) -> None:
    name, value = slip
    page = f"/agency/clients/{dentist.public_id}/agents/new/"
    answer = ana.post(page, sent(vapi, **{name: value}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Agent.objects.exists()


def test_an_id_is_one_agents_on_its_connection(cast: Cast, ana, dentist, address, vapi) -> None:
    robin = agent(dentist, vapi)
    other = agent(cast.harbor_law, vapi, name="Morgan")
    taken = sent(vapi, external_id=robin.external_id)
    for path in (address(dentist, "agents/new/"), f"/agency/agents/{other.public_id}/"):
        answer = ana.post(path, taken)
        assert answer.status_code == 422, path
        assert "takes all calls of this assistant." in answer.content.decode()
    assert Agent.objects.count() == 2
    elsewhere = connection(cast.northwind)
    answer = ana.post(
        address(dentist, "agents/new/"), sent(elsewhere, external_id=robin.external_id)
    )
    assert answer.status_code == 302


def test_two_clients_share_one_agent_on_different_numbers(
    cast: Cast, ana, dentist, address, vapi
) -> None:
    both = Takes.AGENT_AND_NUMBER
    mine = sent(vapi, takes=both)
    assert ana.post(address(dentist, "agents/new/"), mine).status_code == 302
    harbor = address(cast.harbor_law, "agents/new/")
    answer = ana.post(harbor, mine)
    assert answer.status_code == 422
    assert "Pine Street Dental takes this assistant’s calls to this number" in answer.text
    assert ana.post(harbor, sent(vapi, takes=both, number="207 555 0161")).status_code == 302
    answer = ana.post(harbor, sent(vapi, takes=both, number=""))
    assert answer.status_code == 422
    assert "Enter our number" in answer.text


def test_a_number_alone_needs_no_id(cast: Cast, ana, dentist, address, vapi) -> None:
    number = sent(vapi, takes=Takes.NUMBER, external_id="")
    assert ana.post(address(dentist, "agents/new/"), number).status_code == 302
    answer = ana.post(address(cast.harbor_law, "agents/new/"), number)
    assert answer.status_code == 422
    assert "Avery of Pine Street Dental takes all calls to this number already." in answer.text


def test_live_since_is_the_first_deployment_and_can_be_changed(ana, dentist, address, vapi) -> None:
    ana.post(address(dentist, "agents/new/"), sent(vapi, stage=Stage.DRAFT))
    made = Agent.objects.get()
    assert made.live_since is None
    page = f"/agency/agents/{made.public_id}/"
    ana.post(page, sent(vapi))
    made.refresh_from_db()
    assert made.live_since is not None
    ana.post(page, sent(vapi, live_since="2026-03-08T09:30"))
    made.refresh_from_db()
    assert made.live_since == datetime(2026, 3, 8, 13, 30, tzinfo=UTC)
    assert 'value="2026-03-08T09:30"' in ana.get(page).text
    for slip in ("soon", "0001-01-01T00:00", "99999-01-01T00:00"):
        answer = ana.post(page, sent(vapi, live_since=slip))
        assert answer.status_code == 422, slip
        assert "Enter a date and time" in answer.text


def test_nothing_of_another_agency(cast: Cast, ana, dentist, address, vapi) -> None:
    robin = agent(dentist, vapi)
    with scope.agency(cast.lumen.pk):
        theirs = connection(cast.lumen)
    answer = ana.post(address(dentist, "agents/new/"), sent(theirs))
    assert answer.status_code == 422
    stranger = signed_in(cast.lumen, cast.lumen_owner)
    for path in (f"/agency/agents/{robin.public_id}/", address(dentist, "agents/new/")):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, sent(theirs)).status_code == 404
    assert "Robin" not in stranger.get("/agency/agents/").content.decode()


def test_without_a_connection_the_page_says_what_comes_first(ana, dentist, address) -> None:
    for path in (address(dentist, "agents/new/"), "/agency/agents/new/"):
        page = ana.get(path).content.decode()
        assert "No connection yet." in page
        assert "/agency/connections/new/" in page


@pytest.mark.parametrize("role", list(Role))
def test_who_may(browser_of, dentist, address, vapi, role: Role) -> None:
    robin = agent(dentist, vapi)
    browser = browser_of(role)
    listed = browser.get("/agency/agents/")
    assert listed.status_code == 200
    allowed = role is not Role.READ_ONLY
    assert ("Add Agent" in listed.content.decode()) is allowed
    assert (f'/agency/agents/{robin.public_id}/"' in listed.content.decode()) is allowed
    for path in (
        f"/agency/agents/{robin.public_id}/",
        address(dentist, "agents/new/"),
        "/agency/agents/new/",
    ):
        assert browser.get(path).status_code == (200 if allowed else 403)
        assert browser.post(path, {}).status_code == (422 if allowed else 403)


def test_list_costs_the_same_with_many(
    ana, cast: Cast, dentist, vapi, django_assert_max_num_queries
) -> None:
    for number in range(12):
        agent(dentist, vapi, name=f"Agent {number}")
    with django_assert_max_num_queries(6):
        ana.get("/agency/agents/")
