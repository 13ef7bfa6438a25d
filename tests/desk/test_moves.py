"""Moving calls: shown first, confirmed with the client's name, and only by who may."""

from zoneinfo import ZoneInfo

import pytest

from callboard.calls import daily
from callboard.calls.models import Call, Move
from callboard.calls.moving import work_through
from callboard.people.roles import Role
from tests.cast import Cast
from tests.inbox import snapshot
from tests.portal.sounds import a_call


@pytest.fixture
def call(dentist) -> Call:
    return a_call(dentist, to_number="+12075550160")


def move_call(call: Call) -> str:
    return f"/agency/calls/{call.public_id}/move/"


def move_agent(call: Call) -> str:
    assert call.agent is not None
    return f"/agency/agents/{call.agent.public_id}/move/"


def test_one_call(ana, cast: Cast, dentist, call: Call) -> None:
    harbor = cast.harbor_law
    page = ana.get(move_call(call))
    assert f'value="{dentist.public_id}"' not in page.text
    shown = ana.get(f"{move_call(call)}?to={harbor.public_id}").text
    assert "Pine Street Dental doesn’t see it any more." in shown
    assert "Type Harbor Law Group to confirm" in shown
    sent = {"to": harbor.public_id, "typed": "Harbor"}
    answer = ana.post(move_call(call), sent)
    assert answer.status_code == 422
    assert "That is another name. Type Harbor Law Group." in answer.text
    answer = ana.post(move_call(call), sent | {"typed": " harbor  law group"})
    assert answer["Location"] == f"/agency/calls/{call.public_id}/"
    call.refresh_from_db()
    assert call.client == harbor
    assert "belongs to Harbor Law Group now." in ana.get(answer["Location"]).text


def test_all_calls_of_an_agent_since_a_day(ana, cast: Cast, dentist, call: Call) -> None:
    daily.rebuild(dentist)
    day = call.started_at.astimezone(ZoneInfo(dentist.time_zone)).date().isoformat()
    page = move_agent(call)
    harbor = cast.harbor_law
    sent = {"to": harbor.public_id, "since": day, "with_agent": "on"}
    assert f'method="get" action="{page}"' in ana.get(page).text
    shown = ana.get(page, sent).text
    assert f'method="post" action="{page}"' in shown
    assert "Move 1 Call" in shown
    assert "Robin answers for Harbor Law Group." in shown
    assert not Move.objects.exists()
    answer = ana.post(page, sent | {"typed": "Harbor Law Group"})
    move = Move.objects.get()
    assert answer["Location"] == f"/agency/moves/{move.public_id}/"
    work_through.call(move.agency_id, move.pk)
    call.refresh_from_db()
    assert call.agent is not None
    assert (call.client, call.agent.client) == (harbor, harbor)
    assert snapshot.counted() == snapshot.recounted()
    assert "No calls to move." not in ana.get(page).text


def test_an_example_stays_with_whom_it_was_placed_for(ana, cast: Cast, dentist, call: Call) -> None:
    example, harbor = a_call(dentist, is_example=True), cast.harbor_law
    sent = {"to": harbor.public_id, "with_agent": "on", "typed": "Harbor Law Group"}
    assert "Move 1 Call" in ana.get(move_agent(call), sent).text
    ana.post(move_agent(call), sent)
    move = Move.objects.get()
    work_through.call(move.agency_id, move.pk)
    call.refresh_from_db()
    example.refresh_from_db()
    assert (call.client, example.client) == (harbor, dentist)
    page = f"/agency/calls/{example.public_id}/"
    assert move_call(example) not in ana.get(page).text
    assert ana.post(move_call(example), sent)["Location"] == page
    assert "An example stays with the client it was placed for." in ana.get(page).text
    example.refresh_from_db()
    assert example.client == dentist


def test_none_since_then(ana, cast: Cast, call: Call) -> None:
    sent = {"to": cast.harbor_law.public_id, "since": "2099-01-01"}
    assert "No calls to move." in ana.get(move_agent(call), sent).text


@pytest.mark.parametrize(
    "slip",
    [{"to": ""}, {"to": "nobody"}, {"since": "soon"}, {"since": "0001-01-01"}, {"typed": ""}],
)
def test_a_slip_moves_nothing(ana, cast: Cast, call: Call, slip: dict[str, str]) -> None:
    sent = {"to": cast.harbor_law.public_id, "typed": "Harbor Law Group"}
    answer = ana.post(move_agent(call), sent | slip)
    assert answer.status_code == 422
    assert not Move.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_managers_and_up(browser_of, cast: Cast, call: Call, role: Role) -> None:
    browser = browser_of(role)
    allowed = role not in (Role.SUPPORT, Role.READ_ONLY)
    for path in (move_call(call), move_agent(call)):
        assert browser.get(path).status_code == (200 if allowed else 403)
        sent = {"to": cast.harbor_law.public_id, "typed": "no"}
        assert browser.post(path, sent).status_code == (422 if allowed else 403)
    page = browser.get(f"/agency/calls/{call.public_id}/").text
    assert (move_call(call) in page) is allowed
