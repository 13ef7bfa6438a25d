"""What a client's people do about a call: say how it was handled, flag it, call back."""

import pytest
from django.test import Client as Browser

from callboard.audit.models import Entry
from callboard.calls import reading
from callboard.calls.models import Call, Feedback
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.sounds import a_call


@pytest.fixture
def call(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield a_call(cast.bright_smile, result="call_back")


def path_of(call: Call, act: str = "") -> str:
    return f"/calls/{call.public_id}/{act}"


def again(call: Call) -> Call:
    return Call.objects.get(pk=call.pk)


def acts(call: Call) -> list[str]:
    rows = Entry.objects.filter(about=f"call:{call.public_id}").order_by("id")
    return list(rows.values_list("act", flat=True))


def test_a_no_and_its_note_reach_the_agency(cast: Cast, call: Call, maya: Browser) -> None:
    answer = maya.post(
        path_of(call, "feedback/"), {"handled_well": "no", "note": "She asked for Dr. Lee."}
    )
    assert (answer.status_code, answer["Location"]) == (303, path_of(call))
    page = maya.get(path_of(call)).text
    assert "You said it was not. Northwind Voice has been told." in page
    assert "She asked for Dr. Lee." in page

    ana = browser(cast.northwind, cast.ana)
    there = ana.get(f"/agency{path_of(call)}").text
    assert "Maya Chen says this was not handled well" in there
    assert "She asked for Dr. Lee." in there
    seen = f"/agency/calls/{call.public_id}/feedback/seen/"
    assert seen in there
    here = f"/agency{path_of(call)}?days=7"
    assert ana.post(seen, {"back": here})["Location"] == here
    there = ana.get(f"/agency{path_of(call)}").text
    assert "dealt with" in there
    assert seen not in there
    assert acts(call) == ["call.judged", "call.judgement_seen"]


def test_a_yes_is_one_press_and_can_be_changed(call: Call, maya: Browser) -> None:
    maya.post(path_of(call, "feedback/"), {"handled_well": "yes"})
    assert "You said it was handled well." in maya.get(path_of(call)).text
    maya.post(path_of(call, "feedback/removal/"))
    assert not Feedback.objects.exists()
    assert "<summary" in maya.get(path_of(call)).text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Say Yes or No."),
        ({"handled_well": "perhaps"}, "Say Yes or No."),
        ({"handled_well": "no", "note": "x" * 1001}, "at most 1000 characters"),
        ({"handled_well": "no", "note": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_an_answer_that_cannot_be_taken_loses_nothing(call: Call, maya: Browser, given, told):
    answer = maya.post(path_of(call, "feedback/"), given)
    assert answer.status_code == 422
    assert told in answer.text
    assert given.get("note", "").replace("\0", "") in answer.text.replace("\0", "")
    assert not Feedback.objects.exists()


def test_a_flag_is_seen_with_who_put_it_there(cast: Cast, call: Call, maya: Browser) -> None:
    maya.post(path_of(call, "flag/"))
    assert "Flagged by Maya Chen" in maya.get(path_of(call)).text
    ana = browser(cast.northwind, cast.ana)
    assert "Flagged by Maya Chen" in ana.get(f"/agency{path_of(call)}").text
    maya.post(path_of(call, "flag/removal/"))
    assert "Flagged by" not in maya.get(path_of(call)).text
    assert acts(call) == ["call.flagged", "call.unflagged"]


def test_the_team_sees_who_called_back(call: Call, maya: Browser) -> None:
    page = maya.get(path_of(call)).text
    assert "Waiting for a call back" in page
    assert 'href="tel:' in page
    maya.post(path_of(call, "call-back/"))
    page = maya.get(path_of(call)).text
    assert "Maya Chen called back." in page
    assert "Waiting for a call back" not in page
    assert "A colleague was first." in maya.post(path_of(call, "call-back/"), follow=True).text
    maya.post(path_of(call, "call-back/undoing/"))
    assert "Waiting for a call back" in maya.get(path_of(call)).text
    assert acts(call) == ["call.called_back", "call.call_back_undone"]


def test_who_opens_a_call_has_read_it_and_can_take_that_back(
    cast: Cast, call: Call, maya: Browser
) -> None:
    reader = Membership.objects.get(user=cast.maya)
    assert reading.count_unread(reader) == 1
    assert maya.head(path_of(call)).status_code == 200
    assert reading.count_unread(reader) == 1
    maya.get(path_of(call))
    assert reading.count_unread(reader) == 0
    answer = maya.post(path_of(call, "unread/"))
    assert (answer.status_code, answer["Location"]) == (303, f"/calls/#call-{call.public_id}")
    assert reading.count_unread(reader) == 1


def test_a_call_that_is_not_theirs_is_not_found(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        theirs = a_call(cast.harbor_law)
        draft = a_call(cast.bright_smile, kept_aside=True)
    for call in (theirs, draft):
        for act in ("flag/", "flag/removal/", "call-back/", "call-back/undoing/", "unread/"):
            assert maya.post(path_of(call, act)).status_code == 404
        assert maya.post(path_of(call, "feedback/"), {"handled_well": "yes"}).status_code == 404
        assert maya.get(path_of(call, "flag/")).status_code == 405


def test_who_only_reads_does_not_deal_with_it(cast: Cast, call: Call, maya: Browser) -> None:
    maya.post(path_of(call, "feedback/"), {"handled_well": "no"})
    reader = browser(cast.northwind, next(u for r, u in cast.staff.items() if r == "read_only"))
    assert "Dealt With" not in reader.get(f"/agency{path_of(call)}").text
    seen = f"/agency/calls/{call.public_id}/feedback/seen/"
    assert reader.post(seen).status_code == 403
