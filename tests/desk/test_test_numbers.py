"""The agency's own numbers, in any format, and what is no number."""

import pytest

from callboard.agencies.models import Agency
from callboard.audit.models import Entry
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser

PAGE = "/agency/settings/test-numbers/"


@pytest.fixture
def desk(cast: Cast):
    return browser(cast.northwind, cast.ana)


def kept(cast: Cast) -> list[str]:
    return list(Agency.objects.get(pk=cast.northwind.pk).test_numbers)


def test_any_format_and_each_once(cast: Cast, desk) -> None:
    text = "(207) 555-0160\r\n\r\n +44 20 7946 0000,\n1-207-555-0160"
    assert desk.post(PAGE, {"numbers": text}).status_code == 302
    assert kept(cast) == ["+12075550160", "+442079460000"]
    assert "(207) 555-0160\n+44 20 7946 0000" in desk.get(PAGE).text
    with scope.agency(cast.northwind.pk):
        entry = Entry.objects.get(act="test_numbers.changed")
    assert entry.after == {"numbers": kept(cast)}
    desk.post(PAGE, {"numbers": ""})
    assert kept(cast) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12", "“12” is not a telephone number."),
        ("(207) 555-0160\ncall me\n<b>", "“call me”, “&lt;b&gt;” are not telephone numbers."),
        ("\n".join(f"+1207555{n:04d}" for n in range(101)), "Enter at most 100 numbers."),
        ("5" * 10_001, "too much text"),
        ("a\x00b", "Null characters"),
    ],
)
def test_what_is_no_number_changes_nothing(cast: Cast, desk, text: str, words: str) -> None:
    page = desk.post(PAGE, {"numbers": text})
    assert page.status_code == 422
    assert words in page.text
    assert kept(cast) == []


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.READ_ONLY])
def test_owners_and_admins_only(cast: Cast, role: Role) -> None:
    desk = browser(cast.northwind, cast.staff[role])
    assert desk.get(PAGE).status_code == 403
    assert PAGE not in desk.get("/agency/clients/").text
