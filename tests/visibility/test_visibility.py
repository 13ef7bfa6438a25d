"""Which of three says what a client's people see: the product, their agency, or it for them."""

import pytest

from callboard.agencies.models import Agency, Client
from callboard.visibility import visibility
from callboard.visibility.catalogue import ITEMS
from callboard.visibility.levels import Level


def seen(agency: dict[str, str] | None = None, client: dict[str, str] | None = None):
    return visibility.of(Agency(visibility=agency or {}), Client(visibility=client or {}))


def test_whoever_chose_nothing_has_what_the_product_begins_with() -> None:
    assert seen().levels == {name: item.default for name, item in ITEMS.items()}


def test_the_agency_s_choice_holds_for_all_and_the_client_s_own_before_it() -> None:
    assert not seen({"calls.number": "hidden"}).sees("calls.number")
    assert seen({"calls.number": "hidden"}, {"calls.number": "see"}).sees("calls.number")
    assert not seen({"calls.flag": "see"}).edits("calls.flag")
    assert seen({"calls.flag": "see"}).sees("calls.flag")


def test_what_stands_in_a_hidden_section_is_hidden() -> None:
    theirs = seen({"calls": "hidden"}, {"calls.recording": "see"})
    assert not theirs.sees("calls.recording")
    assert theirs.sees("bookings.export")


def test_a_level_that_an_item_does_not_have_is_passed_over() -> None:
    assert seen({"calls": "edit"}).levels["calls"] is Level.SEE
    assert seen({"calls": "hidden"}, {"calls": "nonsense", "gone": "see"}).sees("calls") is False


def test_what_is_no_item_is_an_error_and_hides_nothing_by_accident() -> None:
    with pytest.raises(LookupError):
        seen().sees("calls.numbr")


def test_who_is_in_no_portal_sees_nothing() -> None:
    assert not any(visibility.NOTHING.sees(name) for name in ITEMS)


def test_every_item_has_its_default_among_its_levels_and_a_section_before_it() -> None:
    names = list(ITEMS)
    for name, item in ITEMS.items():
        assert item.default in item.levels
        assert item.levels[0] is Level.HIDDEN
        assert names.index(item.section) <= names.index(name)
