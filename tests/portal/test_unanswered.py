"""Questions without an answer on the page of numbers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import faqs
from callboard.agents.faqs import Words
from callboard.calls import daily, unanswered
from callboard.calls.models import Call, Recording, UnansweredQuestion
from callboard.insights import unanswered as card
from callboard.tenancy import scope
from tests.cast import ANA, Cast
from tests.portal.sounds import a_call, robin

DELTA = "Do you take Delta Dental?"
TITLE = "Questions that Robin could not answer"


def ask(cast: Cast, *questions: str, **facts: Any) -> list[Call]:
    made = []
    with scope.agency(cast.northwind.pk):
        for text in questions:
            turns = [
                {"role": "agent", "text": "Hello.", "start_ms": 0, "end_ms": 900},
                {"role": "user", "text": text, "start_ms": 61_000, "end_ms": 62_000},
                {"role": "agent", "text": "I don't know.", "start_ms": 63_000, "end_ms": 64_000},
            ]
            call = a_call(cast.bright_smile, turns=turns, **facts)
            unanswered.keep(call, turns)
            made.append(call)
        daily.rebuild(cast.bright_smile)
    return made


def hide(cast: Cast, **items: str) -> None:
    chosen = {name.replace("__", "."): level for name, level in items.items()}
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.bright_smile.pk).update(visibility=chosen)


def card_of(page: str) -> str:
    return page.partition('id="unanswered"')[2].partition("</section>")[0]


def test_the_same_questions_stand_together_newest_first_with_the_moment(
    cast: Cast, maya: Browser
) -> None:
    hour = timedelta(hours=1)
    now = timezone.now() - timedelta(days=1)
    ask(cast, "Can I pay later?", started_at=now - hour)
    (first,) = ask(cast, DELTA, started_at=now - 2 * hour)
    (newest,) = ask(cast, "Are you in network with Delta Dental?", started_at=now)
    page = maya.get("/analytics/?days=7").text
    assert TITLE in page
    told = card_of(page)
    assert told.index("Are you in network with Delta Dental?") < told.index("Can I pay later?")
    assert DELTA not in told
    assert '<td class="cell cell--end" data-label="Calls">2</td>' in told
    assert f'href="/calls/{newest.public_id}/?t=61#turn-2"' in told
    assert first.public_id not in told
    assert "Listen" not in told
    with scope.agency(cast.northwind.pk):
        Recording.objects.create(agency=cast.northwind, call=newest, state="stored", file="a.m4a")
    assert "Listen: Are you in network with Delta Dental?" in card_of(maya.get("/analytics/").text)


def test_it_leads_to_the_answer_and_tells_where_there_is_one(cast: Cast, maya: Browser) -> None:
    ask(cast, DELTA)
    with scope.agency(cast.northwind.pk):
        agent, one = robin(cast.bright_smile), UnansweredQuestion.objects.get()
    link = f"/faqs/{agent.public_id}/new/?asked={one.public_id}"
    assert f'href="{link}"' in card_of(maya.get("/analytics/").text)
    assert f'value="{DELTA}"' in maya.get(link).text
    hide(cast, faqs="see")
    assert "Add Answer" not in maya.get("/analytics/").text
    hide(cast, faqs="hidden")
    assert "/faqs/" not in card_of(maya.get("/analytics/").text)
    assert DELTA in card_of(maya.get("/analytics/").text)
    hide(cast)
    with scope.agency(cast.northwind.pk):
        faqs.add(agent, Words(DELTA, "Yes."), by=ANA)
    told = card_of(maya.get("/analytics/").text)
    assert "In the FAQs" in told
    assert "Add Answer" not in told


def test_what_was_dismissed_is_in_no_number(cast: Cast, maya: Browser) -> None:
    ask(cast, DELTA, "Is it Delta Dental that you take?")
    with scope.agency(cast.northwind.pk):
        agent, one = robin(cast.bright_smile), UnansweredQuestion.objects.order_by("id")[0]
    maya.post(f"/faqs/{agent.public_id}/questions/{one.public_id}/dismissal/")
    assert "None was noticed in this time." in card_of(maya.get("/analytics/").text)


@pytest.mark.parametrize("item", ["calls", "calls__transcript"])
def test_nobody_reads_what_callers_say_who_may_not(cast: Cast, maya: Browser, item: str) -> None:
    ask(cast, DELTA)
    assert DELTA in maya.get("/analytics/").text
    assert DELTA in maya.post("/analytics/export/").content.decode()
    hide(cast, **{item: "hidden"})
    page = maya.get("/analytics/").text
    assert "Calls" in page
    assert "without an answer" not in page
    assert "could not answer" not in page
    assert DELTA not in maya.post("/analytics/export/").content.decode()


def test_it_is_of_the_days_and_the_filters_that_were_chosen(cast: Cast, maya: Browser) -> None:
    ask(
        cast,
        DELTA,
        started_at=timezone.now() - timedelta(days=20),
        result="answered",
        reason="Insurance",
    )
    ask(cast, "Do you sell shoes?", result="spam")
    assert DELTA in card_of(maya.get("/analytics/").text)
    assert DELTA in card_of(maya.get("/analytics/?reason=Insurance").text)
    for query in ("?days=7", "?outcome=message", "?reason=Pain"):
        assert DELTA not in card_of(maya.get(f"/analytics/{query}").text), query
    assert "shoes" not in maya.get("/analytics/").text
    assert "shoes" in card_of(maya.get("/analytics/?outcome=spam").text)


def test_the_file_has_each_as_harmless_text(cast: Cast, maya: Browser) -> None:
    ask(cast, "Do you sell shoes?", "=Delta Dental, do you take it?", DELTA)
    lines = maya.post("/analytics/export/").content.decode().splitlines()
    told = [line for line in lines if line.startswith(TITLE)]
    assert len(told) == 2
    assert told[0].startswith(f"{TITLE},Do you sell shoes?,1,,,Last asked 20")
    assert told[1].startswith(f"""{TITLE},"'=Delta Dental, do you take it?",2,,,Last asked 20""")


def test_what_is_not_shown_is_counted(cast: Cast, maya: Browser, monkeypatch) -> None:
    ask(cast, *[f"Where is the {'x' * n}?" for n in range(4, 28)])
    told = card_of(maya.get("/analytics/").text)
    assert told.count("<tr>") == 1 + 20
    assert "4 more were asked before these." in told
    monkeypatch.setattr(card, "MOST", 3)
    told = card_of(maya.get("/analytics/").text)
    assert told.count("<tr>") == 1 + 3
    assert "Only the newest 3 of these days are told." in told


def test_however_many_there_are_the_page_asks_as_often(
    cast: Cast, maya: Browser, django_assert_num_queries
) -> None:
    ask(cast, DELTA)
    maya.get("/analytics/")
    with django_assert_num_queries(12):
        maya.get("/analytics/")
    ask(cast, *[f"Is there a {'y' * n}?" for n in range(4, 14)], DELTA)
    with scope.agency(cast.northwind.pk):
        for n in range(5):
            faqs.add(robin(cast.bright_smile), Words(f"Question {n}?", "Yes."), by=ANA)
    with django_assert_num_queries(12):
        maya.get("/analytics/")
