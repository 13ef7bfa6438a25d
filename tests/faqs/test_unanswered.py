"""What callers asked in vain is suggested, with the moments; nothing is made up."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import faqs
from callboard.agents.faqs import Words
from callboard.agents.models import Agent
from callboard.audit.models import Entry
from callboard.calls import in_vain, meanings, placing, rewriting, unanswered
from callboard.calls.models import Call, Transcript, UnansweredQuestion
from callboard.faqs import suggestions
from callboard.providers import erasing
from tests.cast import ANA, agent, client
from tests.faqs.conftest import Desk

pytestmark = pytest.mark.django_db

DELTA_ASKED = "Do you take Delta Dental?"
VAIN = ("agent", "I don't have that information, I'm sorry.")


def call_of(robin: Agent, *said: tuple[str, str], number: str = "+14155550123") -> Call:
    now = timezone.now()
    call = Call.objects.create(
        agency_id=robin.agency_id,
        connection=robin.connection,
        agent=robin,
        client=robin.client,
        external_id=f"call {Call.objects.count()}",
        direction="inbound",
        from_number=number,
        spoken=True,
        outcome="completed",
        rank=4,
        started_at=now - timedelta(hours=1),
        last_event_at=now,
        created_at=now,
    )
    turns = [
        {"role": role, "text": text, "start_ms": place * 5000, "end_ms": place * 5000 + 4000}
        for place, (role, text) in enumerate(said)
    ]
    Transcript.objects.create(agency_id=call.agency_id, call=call, turns=turns)
    unanswered.keep(call, turns)
    return call


def asked() -> list[str]:
    return list(UnansweredQuestion.objects.order_by("id").values_list("text", flat=True))


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know, I'm afraid.",
        "I’m not sure about that.",
        "I'm sorry, I don't have that information.",
        "I do not have any details about insurance.",
        "I can't see your plan from here.",
        "I'm not able to answer that.",
        "I couldn't find anything on it.",
    ],
)
def test_the_assistant_s_own_words_say_that_it_did_not_know(
    bright_smile: Desk, answer: str
) -> None:
    call_of(
        bright_smile.robin,
        ("agent", "How can I help?"),
        ("user", f"Hi. {DELTA_ASKED} I have it at work."),
        ("agent", answer),
    )
    (one,) = UnansweredQuestion.objects.all()
    assert (one.text, one.line, one.start_ms) == (DELTA_ASKED, 1, 5000)
    assert one.client_id == bright_smile.robin.client_id


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (DELTA_ASKED, "Yes, we do."),
        (DELTA_ASKED, "I'm not sure I heard you. Which plan?"),
        (DELTA_ASKED, "Do you know your plan's name?"),
        ("I have Delta Dental.", "I don't know that one."),
        ("Can I come on Friday at three?", "I couldn't find an opening on Friday, but Monday is."),
        ("Is there a slot at noon?", "I don't have that time, but one o'clock is free."),
        ("How so?", "I don't know."),
    ],
)
def test_what_was_answered_or_never_asked_is_none(
    bright_smile: Desk, question: str, answer: str
) -> None:
    call_of(bright_smile.robin, ("user", question), ("agent", answer))
    assert asked() == []


def test_an_answer_may_take_a_moment(bright_smile: Desk) -> None:
    looking = ("agent", "One moment, please.")
    call_of(bright_smile.robin, ("user", DELTA_ASKED), looking, VAIN, VAIN, ("user", "Fine."), VAIN)
    assert asked() == [DELTA_ASKED]


def test_a_question_that_says_nothing_alone_goes_with_the_words_before_it(
    bright_smile: Desk,
) -> None:
    call_of(bright_smile.robin, ("user", "Hi. I had a night guard made. Is it in yet?"), VAIN)
    assert asked() == ["I had a night guard made. Is it in yet?"]


def test_a_caller_who_speaks_without_an_end_takes_no_time(bright_smile: Desk) -> None:
    begun = time.process_time()
    call_of(bright_smile.robin, ("user", "and so on " * 40_000), VAIN)
    assert asked() == []
    assert time.process_time() - begun < 2


def test_told_anew_it_is_at_its_new_moment(bright_smile: Desk) -> None:
    call = call_of(bright_smile.robin, ("user", DELTA_ASKED), VAIN)
    (before,) = UnansweredQuestion.objects.all()
    asking = {"role": "user", "text": DELTA_ASKED, "start_ms": 700}
    unanswered.keep(call, [asking, {"role": "agent", "text": VAIN[1]}])
    after = UnansweredQuestion.objects.get()
    assert (after.pk, after.start_ms) == (before.pk, 700)
    assert after.asked_at == call.started_at + timedelta(milliseconds=700)


def test_earlier_calls_tell_it_once_a_field_is_said_to_mean_it(bright_smile: Desk) -> None:
    call = call_of(bright_smile.robin, ("user", "Takes Delta Dental, right."), ("agent", "Hm."))
    call.analysis = {"open_question": DELTA_ASKED}
    call.save()
    rule = {"field": "open_question", "value": "", "means": in_vain.MEANING}
    assert meanings.change(bright_smile.robin, [rule], by=ANA)
    meanings.settle_anew.call(call.agency_id, bright_smile.robin.pk)
    assert asked() == [DELTA_ASKED]


def test_the_analysis_tells_the_question_or_that_there_was_one(bright_smile: Desk) -> None:
    robin = bright_smile.robin
    robin.meanings = [
        {"field": "open_question", "value": "", "means": in_vain.MEANING},
        {"field": "unknown", "value": "yes", "means": in_vain.MEANING},
    ]
    robin.save()
    said = ("user", "What about my insurance, it's Delta Dental?"), ("agent", "One moment.")
    for analysis, told in (
        ({"open_question": "Takes Delta Dental?"}, [("Takes Delta Dental?", 0)]),
        ({"open_question": "none"}, []),
        ({"unknown": "Yes"}, [("What about my insurance, it's Delta Dental?", 0)]),
        ({"unknown": "no"}, []),
        ({"open_question": "Is there a lift?"}, [("Is there a lift?", None)]),
    ):
        call = call_of(robin, *said)
        call.analysis = analysis
        unanswered.keep(call)
        kept = UnansweredQuestion.objects.filter(call=call).values_list("text", "line")
        assert list(kept) == told, analysis


def test_told_again_it_is_kept_once_and_told_otherwise_it_goes(bright_smile: Desk) -> None:
    call = call_of(bright_smile.robin, ("user", DELTA_ASKED), VAIN)
    (before,) = UnansweredQuestion.objects.all()
    unanswered.keep(call)
    assert UnansweredQuestion.objects.get() == before
    unanswered.keep(call, [{"role": "user", "text": DELTA_ASKED}, {"role": "agent", "text": "Yes"}])
    assert asked() == []


def test_it_follows_its_call_and_is_hidden_and_erased_with_it(bright_smile: Desk) -> None:
    robin = bright_smile.robin
    call = call_of(robin, ("user", DELTA_ASKED), VAIN)
    assert DELTA_ASKED in bright_smile.page()

    def aside(one: Call) -> bool:
        one.kept_aside = True
        return True

    rewriting.rewrite([call.pk], aside)
    assert DELTA_ASKED not in bright_smile.page()
    other = agent(client(bright_smile.cast.northwind, "Pine Street"), robin.connection, "Avery")

    def give(one: Call) -> bool:
        placing.place(one, other, other.client)
        return True

    rewriting.rewrite([call.pk], give, to=[other.client])
    assert UnansweredQuestion.objects.get().client_id == other.client_id
    northwind = bright_smile.cast.northwind
    begun = erasing.start(northwind, "+14155550123", by=ANA)
    erasing.work_through.call(northwind.pk, begun.pk)
    assert asked() == []


def test_suggested_together_with_links_to_the_moments(bright_smile: Desk) -> None:
    one = call_of(bright_smile.robin, ("user", "Can I pay later?"), VAIN)
    for words in (DELTA_ASKED, "Are you in network with Delta Dental?"):
        two = call_of(bright_smile.robin, ("agent", "Hi"), ("user", words), VAIN)
    page = bright_smile.page()
    assert "Callers asked this and Robin didn’t know" in page
    assert "2 calls" in page
    for call, turn in ((one, "t=0#turn-1"), (two, "t=5#turn-2")):
        assert f'href="/calls/{call.public_id}/?{turn}"' in page
    first, second = suggestions.of(bright_smile.robin, [], timezone.now())
    assert (first.calls, second.calls) == (2, 1)


def test_answered_it_is_suggested_no_more(bright_smile: Desk) -> None:
    call_of(bright_smile.robin, ("user", DELTA_ASKED), VAIN)
    one = UnansweredQuestion.objects.get()
    new = f"{bright_smile.url('new')}?asked={one.public_id}"
    assert f'value="{DELTA_ASKED}"' in bright_smile.page(new)
    words = {"question": "Which insurance?", "answer": "Any.", "asked": one.public_id}
    assert bright_smile.maya.post(bright_smile.url("new"), words).status_code == 303
    assert DELTA_ASKED not in bright_smile.page()
    call_of(bright_smile.robin, ("user", "Is there a lot to park in?"), VAIN)
    faqs.add(
        bright_smile.robin, Words("Where can I park?", "Behind.", ("Is there a lot?",)), by=ANA
    )
    assert suggestions.of(bright_smile.robin, faqs.kept(bright_smile.robin), timezone.now()) == []


def test_dismissed_with_undo_and_nothing_of_the_words_in_the_record(bright_smile: Desk) -> None:
    call_of(bright_smile.robin, ("user", DELTA_ASKED), VAIN)
    one = UnansweredQuestion.objects.get()
    dismiss = bright_smile.url("questions", one.public_id, "dismissal")
    for _twice in range(2):
        assert bright_smile.maya.post(dismiss).status_code == 303
    page = bright_smile.page()
    undo = bright_smile.url("questions", one.public_id, "restoration")
    assert undo in page
    call_of(bright_smile.robin, ("user", "So do you take Delta Dental now?"), VAIN)
    assert "didn’t know" not in bright_smile.page()
    bright_smile.maya.post(undo)
    assert "didn’t know" in bright_smile.page()
    acts = Entry.objects.filter(about=f"faq_question:{one.public_id}").order_by("id")
    assert [entry.act for entry in acts] == [
        "agent_faqs.question_dismissed",
        "agent_faqs.question_brought_back",
    ]
    assert all(not (entry.before or entry.after) for entry in acts)


@pytest.mark.parametrize("item", ["calls", "calls.transcript"])
def test_who_may_not_read_what_callers_say_is_shown_no_word_of_it(
    bright_smile: Desk, item: str
) -> None:
    call = call_of(bright_smile.robin, ("user", DELTA_ASKED), VAIN)
    one = UnansweredQuestion.objects.get()
    Client.objects.update(visibility={item: "hidden"})
    for page in (bright_smile.url(), f"{bright_smile.url('new')}?asked={one.public_id}"):
        shown = bright_smile.page(page)
        assert call.public_id not in shown
        assert DELTA_ASKED not in shown
    dismiss = bright_smile.url("questions", one.public_id, "dismissal")
    assert bright_smile.maya.post(dismiss).status_code == 404
