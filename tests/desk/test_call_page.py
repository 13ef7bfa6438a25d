"""One call as the agency sees it: what its client's people did, and who listened."""

from datetime import timedelta

from django.utils import timezone

from callboard.calls import call_backs, feedback, flags, listening
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
    # The agency with its brand, who this is, the call with all that belongs to it, its bookings,
    # the two calls beside it, what was said of it, who listened.
    with django_assert_num_queries(8):
        ana.get(page_of(call))
    with scope.agency(cast.northwind.pk):
        membership = Membership.objects.get(user=cast.maya)
        feedback.give(call, cast.maya, handled_well=False, note="No.", by=ANA)
        flags.flag(call, cast.maya, by=ANA)
        call_backs.done(call, cast.maya, by=ANA)
        for hour in range(0, 6, 2):
            at = timezone.now() + timedelta(hours=hour)
            listening.note(cast.maya, call, by=ANA, membership=membership, at=at)
    with django_assert_num_queries(8):
        page = ana.get(page_of(call)).text
    assert "Flagged by Maya Chen" in page
    assert "Called back" in page
    assert "Maya Chen says this was not handled well" in page


def test_who_only_reads_sees_it_all(cast: Cast, browser_of) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        feedback.give(call, cast.maya, handled_well=True, by=ANA)
    assert "Handled well, says Maya Chen." in browser_of(Role.READ_ONLY).get(page_of(call)).text
