"""Trying a question, starting with a few, and hearing what is live in an example call."""

import pytest
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import faqs
from callboard.agents.models import Connection, Faq, Publication
from callboard.examples import placing, stories
from callboard.examples.models import ExampleCall
from callboard.examples.placing import Wish
from callboard.examples.telling import telling_of
from callboard.faqs import starters
from tests.cast import ANA
from tests.faqs.conftest import DELTA, PARKING, Desk, sent
from tests.faqs.test_portal import publish_all

pytestmark = pytest.mark.django_db


def said(example: ExampleCall) -> list[str]:
    rows = ExampleCall.objects.select_related("client__agency", "agent")
    return [line.text for line in telling_of(rows.get(pk=example.pk)).script.lines]


def placed(at: Desk, story: str, key: str = "k") -> ExampleCall:
    client = Client.objects.select_related("agency").get(pk=at.robin.client_id)
    return placing.enter(client, Wish(at.robin, story, "dental"), key=key, by=ANA)


def test_tried_it_shows_the_faq_and_says_what_it_is(bright_smile: Desk) -> None:
    for words in (DELTA, PARKING):
        bright_smile.add(words)
    page = bright_smile.page(f"{bright_smile.url()}?ask=is+there+a+parking+lot")
    for told in (
        "The FAQ that would be used:",
        "Preview. The real answer may be worded differently.",
        "Not live yet: callers do not hear these words so far.",
    ):
        assert told in page
    assert f'<p class="faq-said prewrap">{PARKING.answer}</p>' in page
    page = bright_smile.page(f"{bright_smile.url()}?ask=Do+you+sell+shoes%3F%00")
    assert "No FAQ fits." in page
    assert "Robin would have to say that it doesn’t know." in page


def test_an_empty_list_begins_with_three_for_the_trade(bright_smile: Desk) -> None:
    page = bright_smile.page()
    three = starters.of(stories.Trade.DENTAL)
    assert len(three) == 3
    assert all(one.words.question in page for one in three)
    assert bright_smile.page(f"{bright_smile.url()}?trade=law").count("Edit First") >= 3
    bright_smile.page(f"{bright_smile.url()}?trade=nonsense")
    first = three[0]
    edit = bright_smile.page(f"{bright_smile.url('new')}?starter={first.key}")
    assert first.words.answer in edit
    assert bright_smile.maya.post(bright_smile.url("starter"), {"starter": "x"}).status_code == 404
    bright_smile.maya.post(bright_smile.url("starter"), {"starter": first.key})
    assert Faq.objects.get().words == first.words.stored()
    page = bright_smile.page()
    assert page.count("Add as It Is: ") == 2


def test_every_trade_has_three_sound_starters() -> None:
    for trade in stories.Trade:
        three = starters.of(trade)
        assert len(three) == 3
        for one in three:
            assert starters.named(one.key) == one
            assert len(one.words.question) <= faqs.LONGEST_QUESTION
            assert len(one.words.answer) <= faqs.LONGEST_ANSWER


def test_an_example_call_is_answered_with_what_is_live(bright_smile: Desk) -> None:
    bright_smile.add(PARKING)
    publish_all(bright_smile)
    sent()
    lines = said(placed(bright_smile, "faq"))
    assert PARKING.question in lines[1]
    assert lines[2] == PARKING.answer
    bright_smile.add(faqs.Words("Are you open on Saturdays?", "From nine to noon."))
    before = placed(bright_smile, "hours", "before")
    assert "From nine to noon." not in said(before)
    publish_all(bright_smile)
    sent()
    after = placed(bright_smile, "hours", "after")
    assert "From nine to noon." in said(after)
    # What was told before it was live stays as it was told.
    assert "From nine to noon." not in said(before)


def test_what_staff_put_live_by_hand_is_heard_too(bright_smile: Desk) -> None:
    Connection.objects.update(api_base="")
    bright_smile.add(DELTA)
    publish_all(bright_smile)
    one = Publication.objects.get()
    desk, ana = bright_smile.desk_url(), bright_smile.ana
    assert "Mark as Live" in ana.get(desk).content.decode()
    assert DELTA.answer in ana.get("/agency/changes/").content.decode()
    done = ana.post(f"/agency/changes/{one.public_id}/live/", {"back": desk})
    assert done["Location"] == desk
    assert DELTA.answer in said(placed(bright_smile, "faq"))
    assert "Every change is live." in bright_smile.page()
    faq = Faq.objects.get()
    faqs.change(faq, PARKING, 1, by=ANA)
    publish_all(bright_smile)
    second = Publication.objects.open().get()
    waiting = ana.get("/agency/changes/").content.decode()
    for words in (f"Changed: {PARKING.question}", DELTA.answer, PARKING.answer, "Is there a lot?"):
        assert words in waiting
    ana.post(f"/agency/changes/{second.public_id}/return/", {"reason": "Which lot?"})
    assert "Which lot?" in bright_smile.page()


def test_no_call_about_a_faq_before_one_is_live(bright_smile: Desk) -> None:
    place = f"/agency/clients/{bright_smile.robin.client.public_id}/examples/"
    facts = {"story": "faq", "trade": "dental", "agent": bright_smile.robin.public_id}
    answer = bright_smile.ana.post(place, facts)
    assert answer.status_code == 422
    assert "No FAQ of Robin is live yet. Publish one first." in answer.content.decode()
    bright_smile.add(PARKING)
    publish_all(bright_smile)
    sent()
    assert bright_smile.ana.post(place, facts).status_code == 303
    assert timezone.now() > ExampleCall.objects.get().placed_at
