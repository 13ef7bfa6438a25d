"""One call as the agency sees it: what its client's people did, and who listened."""

import re
from datetime import timedelta

from django.utils import timezone

from callboard.audit.models import Entry
from callboard.calls import call_backs, feedback, flags, listening, opening
from callboard.calls.models import Call
from callboard.people.models import Membership
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser
from tests.portal.sounds import TURNS, a_call, a_recording


def page_of(call: Call) -> str:
    return f"/agency/calls/{call.public_id}/"


def test_who_listened_is_told_with_the_time(cast: Cast, ana, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        call, other = a_call(cast.bright_smile), a_call(cast.bright_smile)
        a_recording(call)
        a_recording(other)
    assert "Who listened" not in ana.get(page_of(call)).text
    browser(cast.northwind, cast.maya).get(f"/calls/{call.public_id}/recording")
    ana.get(f"{page_of(call)}recording")
    page = ana.get(page_of(call)).text
    listened = page[page.index("Who listened") :]
    assert listened.index("Ana Ruiz") < listened.index("Maya Chen")
    assert "Today, " in listened
    assert "Who listened" not in ana.get(page_of(other)).text


def test_however_much_was_done_the_page_asks_as_often(
    cast: Cast, ana, data_dir, django_assert_num_queries
) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, turns=TURNS)
        a_recording(call)
        for n in range(1, 4):
            a_call(cast.bright_smile, started_at=timezone.now() - timedelta(days=n))
    ana.get(page_of(call))
    # The agency with its brand, who this is, the call with all that belongs to it, whether she
    # opened it today, its bookings, the two calls beside it, what was said of it, who listened.
    with django_assert_num_queries(10):
        ana.get(page_of(call))
    with scope.agency(cast.northwind.pk):
        membership = Membership.objects.get(user=cast.maya)
        feedback.give(call, cast.maya, handled_well=False, note="No.", by=ANA)
        flags.flag(call, cast.maya, by=ANA)
        call_backs.done(call, cast.maya, by=ANA)
        for hour in range(0, 6, 2):
            at = timezone.now() + timedelta(hours=hour)
            listening.note(cast.maya, call, by=ANA, membership=membership, at=at)
    with django_assert_num_queries(10):
        page = ana.get(page_of(call)).text
    assert "Flagged by Maya Chen" in page
    assert "Called back" in page
    assert "Maya Chen says this was not handled well" in page


def opened(call: Call) -> list[Entry]:
    rows = Entry.objects.filter(act="transcript.opened", about=f"call:{call.public_id}")
    return list(rows.order_by("id"))


def test_who_of_the_agency_read_it_stands_in_the_record_once_a_day(
    cast: Cast, ana, browser_of
) -> None:
    with scope.agency(cast.northwind.pk):
        call, silent = a_call(cast.bright_smile, turns=TURNS), a_call(cast.bright_smile)
    ana.head(page_of(call))
    ana.get(page_of(silent))
    with scope.agency(cast.northwind.pk):
        assert opened(call) == opened(silent) == []
    for _ in range(3):
        ana.get(page_of(call))
    browser_of(Role.READ_ONLY).get(page_of(call))
    browser(cast.northwind, cast.maya).get(f"/calls/{call.public_id}/")
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    with scope.agency(cast.northwind.pk):
        by_ana, by_reader = opened(call)
        assert (by_ana.actor_name, by_ana.client) == ("Ana Ruiz", cast.bright_smile)
        assert by_reader.actor_public_id == cast.staff[Role.READ_ONLY].public_id
        opening.note(cast.ana, call, by=ANA, at=tomorrow)
        assert len(opened(call)) == 3
    page = ana.get("/agency/audit/?what=transcript").text
    assert page.count("Opened a transcript") == 3
    # It is no step of the client's on the way to its portal.
    assert (
        "Opened a transcript" not in ana.get(f"/agency/clients/{cast.bright_smile.public_id}/").text
    )


def test_who_only_reads_sees_it_all(cast: Cast, browser_of) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        feedback.give(call, cast.maya, handled_well=True, by=ANA)
    assert "Handled well, says Maya Chen." in browser_of(Role.READ_ONLY).get(page_of(call)).text


def test_a_call_of_nobody_s_says_so(cast: Cast, ana) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, client=None, agent=None)
    page = ana.get(page_of(call)).text
    assert "None yet. When it came, no agent of yours took it, or two took it alike." in page


def test_a_call_that_goes_on_asks_for_itself(cast: Cast, ana) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, rank=2, outcome="")
    assert f'hx-get="{page_of(call)}" hx-trigger="every 5s"' in ana.get(page_of(call)).text


def test_every_page_says_alike_what_came_of_it(cast: Cast, ana) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, result="booked")
    client = f"/agency/clients/{cast.bright_smile.public_id}/"
    for path in (page_of(call), "/agency/calls/", "/agency/", client):
        badges = re.findall(r'class="badge[^>]*>(?:<[^>]*></[^>]*>)?([^<]*)<', ana.get(path).text)
        assert "Booked" in badges, path
        assert "Completed" not in badges, path
