"""Flags, calling back, and what was said of a call: once, with who and when, and in the record."""

from callboard.audit.actor import Actor
from callboard.audit.models import Entry
from callboard.calls import call_backs, feedback, flags
from callboard.calls.models import Call, Feedback
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import a_call

MAYA = Actor("member", "Maya Chen")


def acts(call: Call) -> list[str]:
    rows = Entry.objects.filter(about=f"call:{call.public_id}").order_by("id")
    return list(rows.values_list("act", flat=True))


def test_a_flag_keeps_who_put_it_there_first(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        flags.flag(call, cast.maya, by=MAYA)
        flags.flag(call, cast.ana, by=MAYA)
        call.refresh_from_db()
        assert call.flagged_by == cast.maya
        assert list(Call.objects.flagged()) == [call]
        flags.unflag(call, by=MAYA)
        flags.unflag(call, by=MAYA)
        assert not Call.objects.flagged().exists()
        assert acts(call) == ["call.flagged", "call.unflagged"]


def test_of_two_who_call_back_one_is_told_so(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, result="call_back")
        assert list(Call.objects.to_call_back()) == [call]
        assert call_backs.done(call, cast.maya, by=MAYA)
        assert not call_backs.done(call, cast.ana, by=MAYA)
        assert not Call.objects.to_call_back().exists()
        call_backs.undo(call, by=MAYA)
        assert list(Call.objects.to_call_back()) == [call]
        assert acts(call) == ["call.called_back", "call.call_back_undone"]


def test_a_second_answer_replaces_the_first_and_is_new_to_the_agency(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        feedback.give(call, cast.maya, handled_well=True, by=MAYA)
        feedback.seen(Feedback.objects.get(), by=MAYA)
        feedback.give(call, cast.maya, handled_well=False, note="Too slow.", by=MAYA)
        given = Feedback.objects.get()
        assert (given.handled_well, given.note, given.seen_at) == (False, "Too slow.", None)
        feedback.take_back(call, cast.maya, by=MAYA)
        assert not Feedback.objects.exists()
