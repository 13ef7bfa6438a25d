"""Staff place an example call, watch it come in, see everywhere that it is one, and remove it."""

import pytest
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Connection
from callboard.calls.models import Call, Recording
from callboard.examples import placing
from callboard.examples.events import Step
from callboard.examples.models import ExampleCall
from callboard.people import archive, revocation
from callboard.people.roles import Role
from callboard.providers import inbox
from callboard.providers.models import Delivery
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agent, connection

MARK = "Example, not a real caller"


@pytest.fixture
def robin(dentist: Client, cast: Cast, data_dir):
    return agent(dentist, connection(cast.northwind))


def form(robin, story: str = "hung-up", **facts: str) -> dict[str, str]:
    return {"story": story, "trade": "dental", "agent": robin.public_id, "key": "a" * 16, **facts}


def told(example: ExampleCall, *steps: Step) -> Call:
    for step in steps or tuple(Step):
        placing.tell.call(example.agency_id, example.pk, step.value)
    while inbox.drain_once(now=timezone.now()):
        pass
    return Call.objects.get(external_id=example.public_id)


def test_the_way_of_a_call(ana, dentist, robin, address) -> None:
    page = ana.get(address(dentist, "examples/")).text
    assert "Books an appointment" in page
    assert '<option value="dental" selected>' in page
    answer = ana.post(address(dentist, "examples/"), form(robin))
    assert answer.status_code == 303
    example = ExampleCall.objects.get()
    assert answer["Location"] == address(dentist, f"examples/{example.public_id}/")
    page = ana.get(answer["Location"]).text
    assert "Dialling…" in page
    assert f'hx-get="{answer["Location"]}" hx-trigger="every 1s"' in page
    told(example, Step.RINGING)
    assert "Ringing" in ana.get(answer["Location"]).text
    told(example, Step.ANSWERED)
    assert "Robin is talking to" in ana.get(answer["Location"]).text
    call = told(example, Step.REPORTED)
    Recording.objects.all().delete()
    page = ana.get(answer["Location"]).text
    assert "The call is in the portal." in page
    assert f"/agency/calls/{call.public_id}/" in page
    assert "every 1s" not in page


def test_every_page_of_the_agency_says_that_nobody_rang(ana, dentist, robin, address) -> None:
    ana.post(address(dentist, "examples/"), form(robin))
    call = told(ExampleCall.objects.get())
    for path in (
        address(dentist),
        address(dentist, "calls/"),
        "/agency/calls/",
        f"/agency/calls/{call.public_id}/",
    ):
        assert MARK in ana.get(path).text, path


def test_a_client_without_an_agent_is_told_to_add_one(ana, dentist, address) -> None:
    assert (
        "No agent answers for Pine Street Dental yet."
        in ana.get(address(dentist, "examples/")).text
    )
    facts = {"story": "books", "trade": "any", "agent": "x", "key": "a" * 16}
    assert ana.post(address(dentist, "examples/"), facts).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        ({"story": "a heist"}, "Choose what happens in the call."),
        ({"story": ""}, "Choose what happens in the call."),
        ({"trade": "\x00"}, "Choose a kind of business."),
        ({"agent": "nobody"}, "Choose who answers."),
        ({"agent": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_nonsense_is_told_in_words(ana, dentist, robin, address, wrong) -> None:
    facts, words = wrong
    answer = ana.post(address(dentist, "examples/"), form(robin, **facts))
    assert answer.status_code == 422
    assert words in answer.text, answer.text.split("error-summary", 1)[-1][:600]
    assert not ExampleCall.objects.exists()


def test_another_client_s_agent_does_not_answer(ana, dentist, robin, cast, address) -> None:
    theirs = agent(cast.bright_smile, robin.connection)
    answer = ana.post(address(dentist, "examples/"), form(robin, agent=theirs.public_id))
    assert answer.status_code == 422


@pytest.mark.parametrize("key", ["", "short", "a" * 400, "\x00" * 16, "A" * 16, "../../../../etc/"])
def test_a_key_of_somebody_s_own_making_does_no_harm(ana, dentist, robin, address, key) -> None:
    assert ana.post(address(dentist, "examples/"), form(robin, key=key)).status_code in (303, 422)
    assert key not in ExampleCall.objects.values_list("key", flat=True)


def test_another_agency_s_form_has_the_same_key(ana, dentist, robin, cast, address):
    with scope.agency(cast.lumen.pk):
        there = agent(cast.cedar_clinic, connection(cast.lumen))
        ExampleCall.objects.create(
            agency=cast.lumen,
            client=cast.cedar_clinic,
            agent=there,
            key="a" * 16,
            story="books",
            trade="any",
            placed_at=timezone.now(),
        )
    assert ana.post(address(dentist, "examples/"), form(robin)).status_code == 303
    assert ExampleCall.objects.get().client == dentist


def test_pressing_often_is_answered_with_a_time(ana, dentist, robin, address) -> None:
    for number in range(10):
        ana.post(address(dentist, "examples/"), form(robin, key=f"{number:016d}"))
    answer = ana.post(address(dentist, "examples/"), form(robin))
    assert answer.status_code == 429
    assert "You can place another one at" in answer.text
    assert 0 < int(answer["Retry-After"]) <= 600
    assert ExampleCall.objects.count() == 10


def test_revoked_and_archived_clients_refuse(ana, dentist, robin, cast, address) -> None:
    there = agent(cast.bright_smile, robin.connection)
    revocation.revoke(cast.bright_smile, by=ANA)
    assert ana.get(address(cast.bright_smile, "examples/")).status_code == 409
    answer = ana.post(address(cast.bright_smile, "examples/"), form(there))
    assert answer.status_code == 409
    archive.archive(dentist, by=ANA)
    assert ana.post(address(dentist, "examples/"), form(robin)).status_code == 409
    assert not ExampleCall.objects.exists()


@pytest.mark.parametrize("who", [(Role.SUPPORT, 200), (Role.MANAGER, 200), (Role.READ_ONLY, 403)])
def test_who_may(browser_of, dentist, robin, address, who: tuple[Role, int]) -> None:
    role, status = who
    desk = browser_of(role)
    assert desk.get(address(dentist, "examples/")).status_code == status
    assert ("Place Example Call" in desk.get(address(dentist)).text) is (status == 200)


def test_removed_it_is_gone_with_all_that_hung_on_it(ana, dentist, robin, address) -> None:
    ana.post(address(dentist, "examples/"), form(robin))
    told(ExampleCall.objects.get())
    assert "1 example call, in no numbers" in ana.get(address(dentist)).text
    assert "1 example call goes" in ana.get(address(dentist, "examples/removal/")).text
    answer = ana.post(address(dentist, "examples/removal/"), follow=True)
    assert "1 example call removed." in answer.text
    assert MARK not in answer.text
    assert not Call.objects.exists()
    assert not Delivery.objects.exists()


def test_removed_while_it_rings_it_does_not_come_back(ana, dentist, robin, address) -> None:
    ana.post(address(dentist, "examples/"), form(robin))
    example = ExampleCall.objects.get()
    told(example, Step.RINGING)
    ana.post(address(dentist, "examples/removal/"))
    placing.take(example, Step.ANSWERED)  # a worker that had read the row just before
    placing.tell.call(example.agency_id, example.pk, Step.REPORTED.value)
    while inbox.drain_once(now=timezone.now()):
        pass
    assert not Call.objects.exists()


def test_the_connection_is_named_and_asks_for_nothing(ana, dentist, robin, address) -> None:
    ana.post(address(dentist, "examples/"), form(robin))
    line = Connection.objects.get(provider="simulator")
    listed = ana.get("/agency/connections/").text
    assert f'<a href="/agency/connections/{line.public_id}/">Simulator</a>' in listed
    assert "There is nothing to set up." in ana.get(f"/agency/connections/{line.public_id}/").text
    for below in ("edit/", "secret/"):
        assert ana.post(f"/agency/connections/{line.public_id}/{below}").status_code == 404
    form_page = ana.get(f"/agency/agents/{robin.public_id}/").text
    assert line.public_id not in form_page
