"""Somebody's own views of the calls, as tabs above the list."""

import re

import pytest
from django.test import Client as Browser

from callboard.audit.models import Entry
from callboard.calls import filters, saved_views
from callboard.calls.models import SavedView
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.sounds import a_call
from tests.portal.test_team import colleague


@pytest.fixture(autouse=True)
def a_list(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)


def tabs(page: str) -> dict[str, str]:
    found = re.findall(r'class="tab" href="([^"]*)"[^>]*>([^<]*)', page)
    return {name.strip(): href.replace("&amp;", "&") for href, name in found}


def one() -> SavedView:
    return SavedView.objects.get()


def test_saved_filters_are_a_tab_that_leads_back_to_them(cast: Cast, maya: Browser) -> None:
    query = "?days=7&outcome=booked&unread=1"
    assert "Save This View" in maya.get(f"/calls/{query}").text
    answer = maya.post(f"/calls/views/{query}", {"name": "  New \u202ebookings "})
    assert answer.headers["Location"] == f"/calls/{query}"
    page = maya.get(f"/calls/{query}").text
    assert tabs(page)["New bookings"] == f"/calls/{query}"
    assert "Save This View" not in page
    assert "Edit View" in page
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.filter(act="call_view.saved").count() == 1


def test_a_view_needs_a_name_and_filters(maya: Browser) -> None:
    for name in ("", "   ", "\u200b\u202e", "\x00"):
        answer = maya.post("/calls/views/?days=7", {"name": name})
        assert answer.status_code == 422
        assert "Enter a name." in answer.text
    long = maya.post("/calls/views/?days=7", {"name": 9 * "View " + "s"})
    assert long.status_code == 422
    assert "Use at most 40 characters. These are 46." in long.text
    assert f'value="{9 * "View "}s"' in long.text
    answer = maya.post("/calls/views/", {"name": "Everything"})
    assert answer.status_code == 422
    assert "Choose filters first." in answer.text
    assert 'value="Everything"' in answer.text


def test_the_twenty_first_is_refused(maya: Browser) -> None:
    for number in range(saved_views.MOST):
        assert maya.post("/calls/views/?days=7", {"name": f"View {number}"}).status_code == 303
    answer = maya.post("/calls/views/?days=7", {"name": "One more"})
    assert answer.status_code == 422
    assert "You have 20 views. Delete one first." in answer.text


def test_renamed_deleted_and_brought_back(cast: Cast, maya: Browser) -> None:
    maya.post("/calls/views/?days=7", {"name": "Week"})
    with scope.agency(cast.northwind.pk):
        at = f"/calls/views/{one().public_id}/"
    assert 'value="Week"' in maya.get(at).text
    maya.post(at, {"name": "This week"})
    assert "This week" in tabs(maya.get("/calls/").text)
    maya.post(at + "removal/")
    page = maya.get("/calls/").text
    assert "This week" not in tabs(page)
    assert f'action="{at}restoration/"' in page
    maya.post(at + "restoration/")
    assert tabs(maya.get("/calls/").text)["This week"] == "/calls/?days=7"


def test_nobody_else_sees_or_changes_them(cast: Cast, maya: Browser) -> None:
    maya.post("/calls/views/?days=7", {"name": "Maya’s"})
    with scope.agency(cast.northwind.pk):
        at = f"/calls/views/{one().public_id}/"
    maya.post("/settings/team/invitations/", {"addresses": "sam@brightsmile.example"})
    sam = browser(cast.northwind, colleague(cast))
    assert "Maya’s" not in sam.get("/calls/").text
    for path in (at, at + "removal/", at + "restoration/"):
        assert sam.post(path, {"name": "Mine"}).status_code == 404
    with scope.agency(cast.northwind.pk):
        assert one().name == "Maya’s"
        assert one().removed_at is None


@pytest.mark.postgres
def test_however_long_what_is_looked_for_is_written_in_an_address(maya: Browser) -> None:
    """Signs of four bytes: twelve letters each in an address. SQLite takes any length."""
    query = filters.Filters(text="\U0001f9b7" * filters.LONGEST_TEXT).query()
    assert maya.post(f"/calls/views/{query}", {"name": "Teeth"}).status_code == 303
    assert tabs(maya.get("/calls/").text)["Teeth"] == f"/calls/{query}"


def test_the_record_does_not_say_what_was_looked_for(cast: Cast, maya: Browser) -> None:
    """It can never be erased, and whose name or number it is may have to be."""
    maya.post("/calls/views/?days=7&q=Dana+4155550123", {"name": "Hers"})
    with scope.agency(cast.northwind.pk):
        after = Entry.objects.get(act="call_view.saved").after
    assert after == {"name": "Hers", "filters": "?days=7", "searched": True}
