"""The agency's call page says who sees a call and why not, and one click changes it."""

import pytest

from callboard.calls.models import Aside, Call
from callboard.people.roles import Role
from tests.portal.sounds import a_call


def page_of(call: Call, below: str = "") -> str:
    return f"/agency/calls/{call.public_id}/{below}"


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Aside.DRAFT, "Robin was a draft when it came."),
        (Aside.BEFORE_LIVE, "It came before Robin went live."),
        (Aside.TEST_NUMBER, "It is with one of your own numbers."),
        (Aside.BY_HAND, "Somebody of your agency kept it aside."),
    ],
)
def test_it_says_why(ana, dentist, why: Aside, words: str) -> None:
    call = a_call(dentist, kept_aside=True, aside_why=why)
    page = ana.get(page_of(call)).text
    assert words in page
    assert "Pine Street Dental doesn’t see this call." in page
    assert "Show to Pine Street Dental" in page


def test_one_click_there_and_back(ana, dentist) -> None:
    call = a_call(dentist)
    answer = ana.post(page_of(call, "aside/"))
    assert (answer.status_code, answer["Location"]) == (303, page_of(call))
    assert Call.objects.get().kept_aside
    assert ana.post(page_of(call, "aside/end/")).status_code == 303
    assert not Call.objects.get().kept_aside
    assert "Keep Aside" in ana.get(page_of(call)).text


def test_back_in_the_list_with_its_filters(ana, dentist) -> None:
    call = a_call(dentist)
    filtered = "/agency/calls/?aside=1&q=a+b"
    answer = ana.post(page_of(call, "aside/"), {"back": filtered})
    assert answer["Location"] == filtered
    for odd in ("https://evil.example/", "//evil.example/agency/", "/agency/\r\nEvil: 1"):
        answer = ana.post(page_of(call, "aside/end/"), {"back": odd})
        assert answer["Location"] == page_of(call)


def test_a_call_of_nobody_has_nobody_to_show_it_to(ana, dentist) -> None:
    call = a_call(dentist, client=None, agent=None, to_number="+12075550160")
    page = ana.get(page_of(call)).text
    assert "This call belongs to nobody yet." in page
    assert "It came to (207) 555-0160 by connection Vapi" in page
    for below in ("aside/", "aside/end/"):
        assert ana.post(page_of(call, below)).status_code == 303
    assert not Call.objects.get().by_hand


@pytest.mark.parametrize("role", list(Role))
def test_who_may(browser_of, dentist, role: Role) -> None:
    call, browser = a_call(dentist), browser_of(role)
    allowed = role is not Role.READ_ONLY
    assert ("Keep Aside" in browser.get(page_of(call)).text) is allowed
    assert browser.post(page_of(call, "aside/")).status_code == (303 if allowed else 403)
