"""What else knew of a caller who is forgotten: files, saved views; and what the call counts as."""

from dataclasses import replace
from urllib.parse import urlencode

from django.utils import timezone

from callboard.bookings import bookings
from callboard.bookings.bookings import BookingFacts
from callboard.calls import daily, export_files, exports, handing_over, meanings, search
from callboard.calls.models import CallExport, DailyCalls, SavedView
from callboard.mail.models import OutgoingEmail
from callboard.providers import erasing
from tests.cast import ANA, Cast
from tests.desk.sessions import signed_in
from tests.inbox.test_erasing import DANA, OTHER, forget, heard, northwind
from tests.portal.sounds import TURNS, a_call, robin

__all__ = ["northwind"]


def test_what_came_of_the_call_stays_whatever_the_agency_changes(cast: Cast, northwind) -> None:
    """Numbers and bills stay true: nobody can read any more what they were made of."""
    rule = {"field": "reason", "value": "message", "means": "message"}
    fixed = {"analysis": {"reason": "message"}, "urgent": True, "result": "message"}
    call = a_call(cast.bright_smile, turns=TURNS, **fixed)
    search.index(call)
    daily.rebuild(cast.bright_smile)
    forget()
    agent = robin(cast.bright_smile)
    meanings.change(agent, [rule], by=ANA)
    meanings.settle_anew.call(northwind.pk, agent.pk)
    call.refresh_from_db()
    handing_over.move(call, cast.harbor_law, by=ANA)
    call.refresh_from_db()
    assert (call.client, call.result, call.urgent) == (cast.harbor_law, "message", True)
    told = DailyCalls.objects.exclude(calls=0).values_list("client", "result", "calls")
    assert list(told) == [(cast.harbor_law.pk, "message", 1)]


def test_why_somebody_rang_is_forgotten_and_counted_no_more(cast: Cast, northwind) -> None:
    """A few words of a model's, in which a name may stand."""
    facts = {"result": "answered", "reason": "Invoice of Dana Whitfield"}
    call = a_call(cast.bright_smile, turns=TURNS, **facts)
    search.index(call)
    daily.rebuild(cast.bright_smile)
    forget()
    call.refresh_from_db()
    assert call.reason is None
    assert daily.wrong_days(cast.bright_smile) == []
    assert daily.total(cast.bright_smile) == 1


def test_lists_that_were_taken_out_as_files_are_thrown_away(cast: Cast, northwind) -> None:
    """The caller stands in them, or not: nobody looks into a file. They are made anew if asked."""
    heard(cast.bright_smile)
    ready = CallExport.objects.create(
        agency=northwind, user=cast.ana, columns=["number"], zone="UTC", asked_at=timezone.now()
    )
    exports.prepare.call(northwind.pk, ready.pk)
    ready.refresh_from_db()
    file = export_files.path_of(ready.file)
    assert "555-0123" in file.read_text()
    forget()
    ready.refresh_from_db()
    assert not file.exists()
    assert (ready.file, bool(ready.removed_at)) == ("", True)


def test_a_list_that_is_still_being_made_is_made_without_the_caller(cast: Cast, northwind) -> None:
    heard(cast.bright_smile)
    waiting = CallExport.objects.create(
        agency=northwind, user=cast.ana, columns=["number"], zone="UTC", asked_at=timezone.now()
    )
    forget()
    exports.prepare.call(northwind.pk, waiting.pk)
    waiting.refresh_from_db()
    assert "555-0123" not in export_files.path_of(waiting.file).read_text()
    assert OutgoingEmail.objects.filter(kind="call_export").count() == 1


def test_views_that_look_for_the_number_are_gone(cast: Cast, northwind) -> None:
    maya = signed_in(northwind, cast.maya)
    looked_for = ["(415) 555-0123", "0014155550123", "555-0123", "415", "Dana", "415 555 0199"]
    for typed in looked_for:
        maya.post(f"/calls/views/?{urlencode({'q': typed})}", {"name": typed})
    maya.post("/calls/views/?days=7", {"name": "Week"})
    forget()
    left = set(SavedView.objects.values_list("name", flat=True))
    assert left == {"415", "Dana", "415 555 0199", "Week"}


def test_a_booking_that_somebody_wrote_down_forgets_the_number_too(cast: Cast, northwind) -> None:
    facts = BookingFacts(timezone.now(), None, "Dana", DANA, "Cleaning", "Brings her son.", True)
    written = [
        bookings.add(cast.bright_smile, one, by=ANA) for one in (facts, replace(facts, phone=OTHER))
    ]
    forget()
    for booking in written:
        booking.refresh_from_db()
    assert [one.name for one in written] == [erasing.ERASED, "Dana"]
    assert [one.phone + one.notes for one in written] == ["", f"{OTHER}Brings her son."]
