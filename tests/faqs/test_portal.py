"""A client's people write what their assistant answers, publish it, and are told what is live."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from callboard.agencies.models import Client
from callboard.agents import faqs, publications
from callboard.agents.faqs import Words
from callboard.agents.models import Agent, Connection, Faq, FaqVersion, Publication
from callboard.agents.models.publication import State
from callboard.providers import publish, publishers
from callboard.providers.publishing import NotReached
from tests.cast import ANA, agent
from tests.faqs.conftest import DELTA, PARKING, WHITENING, Desk, sent

pytestmark = pytest.mark.django_db


def written(**changed: str) -> dict[str, str]:
    return {"question": "Do you see children?", "answer": "From three years on.", **changed}


def publish_all(at: Desk) -> None:
    page = at.page(at.url("publication"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert at.maya.post(at.url("publication"), {"seen": seen}).status_code == 303


def test_written_published_and_live(bright_smile: Desk) -> None:
    answer = bright_smile.maya.post(
        bright_smile.url("new"), written(variants="Can my kids come?\n\n Can my kids come? \nKids?")
    )
    faq = Faq.objects.get()
    assert answer["Location"] == f"{bright_smile.url()}#faq-{faq.public_id}"
    assert faq.variants == ["Can my kids come?", "Kids?"]
    page = bright_smile.page()
    for words in ("Draft", "about 2 seconds to say", "2 other ways to ask", "Nothing is live yet"):
        assert words in page
    publish_all(bright_smile)
    page = bright_smile.page()
    assert "Publishing" in page
    assert "New calls are answered" not in page
    assert "new calls are answered as before" in page
    assert sent().state == State.LIVE
    page = bright_smile.page()
    assert "for new calls since" in page
    assert "Every change is live." in page
    assert "Draft" not in page


def test_who_publishes_sees_each_part_that_changes(bright_smile: Desk) -> None:
    faq = bright_smile.add(PARKING)
    publish_all(bright_smile)
    sent()
    kept, *_others = PARKING.variants
    changed = Words("Is there parking?", PARKING.answer, (kept, "Can I park?"))
    faqs.change(faq, changed, 1, by=ANA)
    page = bright_smile.page(bright_smile.url("publication"))
    for told in (f"<del>{PARKING.question}</del>", "<ins>Is there parking?</ins>"):
        assert told in page
    assert "<ins>Can I park?</ins>" in page
    assert f"<ins>{kept}</ins>" not in page


def test_changed_words_are_a_draft_until_they_are_live(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    publish_all(bright_smile)
    sent()
    edit = bright_smile.url(faq.public_id)
    bright_smile.maya.post(edit, {**written(), "revision": "1"})
    page = bright_smile.page()
    for words in ("callers hear the earlier words", "Changed: Do you see children?", "Draft"):
        assert words in page
    faqs.remove(faq, by=ANA)
    assert "Deleted: Do you take Delta Dental?" in bright_smile.page()


def test_what_could_not_be_published_says_so_and_can_be_tried_again(
    bright_smile: Desk, monkeypatch
) -> None:
    class Broken:
        def publish(self, agent: object, release: object) -> None:
            raise NotReached("The line is down.")

    bright_smile.add()
    publish_all(bright_smile)
    with monkeypatch.context() as patched:
        patched.setattr(publishers, "PUBLISHERS", {"simulator": Broken()})
        for _try in range(publish.TRIES):
            sent()
    page = bright_smile.page()
    for words in ("Could not be published", "Nothing has changed for callers.", "Try Again"):
        assert words in page
    publish_all(bright_smile)
    assert sent().state == State.LIVE
    assert "Could not be published" not in bright_smile.page()


def test_without_a_publisher_it_is_sent_to_the_agency_and_says_so(bright_smile: Desk) -> None:
    Connection.objects.update(api_base="")
    bright_smile.add()
    assert "Send to Northwind Voice" in bright_smile.page(bright_smile.url("publication"))
    publish_all(bright_smile)
    assert bright_smile.page().count("Sent to Northwind Voice, not live yet") == 2
    one = Publication.objects.select_related("agent").get()
    publications.send_back(one, "Too long for the phone.", by=ANA)
    page = bright_smile.page()
    assert "Northwind Voice sent the changes back" in page
    assert "Too long for the phone." in page
    publish_all(bright_smile)
    publications.mark_live(Publication.objects.open().get(), by=ANA)
    assert "Every change is live." in bright_smile.page()


def test_who_publishes_what_a_colleague_changed_meanwhile_sees_it_first(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    page = bright_smile.page(bright_smile.url("publication"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    faqs.change(faq, PARKING, 1, by=ANA)
    answer = bright_smile.maya.post(bright_smile.url("publication"), {"seen": seen})
    assert answer.status_code == 409
    assert "Somebody changed the FAQs meanwhile." in answer.content.decode()
    assert not Publication.objects.exists()


def test_of_two_editors_the_second_sees_both_texts(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    edit = bright_smile.url(faq.public_id)
    assert 'name="revision" value="1"' in bright_smile.page(edit)
    faqs.change(faq, WHITENING, 1, by=ANA)
    answer = bright_smile.maya.post(edit, {**written(), "revision": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Changed by Ana Ruiz just now", WHITENING.answer, "From three years on."):
        assert words in page
    assert 'name="revision" value="2"' in page
    again = bright_smile.maya.post(edit, {**written(), "revision": "2"})
    assert again.status_code == 303
    faq.refresh_from_db()
    assert (faq.question, faq.revision) == ("Do you see children?", 3)


def test_deleted_meanwhile_the_words_are_not_lost(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    faqs.remove(faq, by=ANA)
    answer = bright_smile.maya.post(bright_smile.url(faq.public_id), {**written(), "revision": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Deleted by Ana Ruiz just now" in page
    assert f'action="{bright_smile.url("new")}"' in page


def test_deleted_with_undo(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    bright_smile.maya.post(bright_smile.url(faq.public_id, "removal"))
    page = bright_smile.page()
    undo = bright_smile.url(faq.public_id, "restoration")
    assert f'action="{undo}"' in page
    assert "Begin with what callers ask first" in page
    bright_smile.maya.post(undo)
    assert DELTA.answer in bright_smile.page()
    # Pressed twice, it is done once.
    bright_smile.maya.post(undo)
    assert FaqVersion.objects.count() == 3


def test_history_says_who_when_what_and_takes_back(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    faqs.change(faq, WHITENING, 1, by=ANA)
    page = bright_smile.page(bright_smile.url(faq.public_id, "history"))
    for words in (
        "by Ana Ruiz",
        f"<del>{DELTA.question}</del>",
        f"<ins>{WHITENING.question}</ins>",
        'aria-label="Go Back to These Words: Today,',
    ):
        assert words in page
    back = bright_smile.url(faq.public_id, "history", "restoration")
    for nonsense in ("", "9", "x", "9" * 30, "\x00"):
        assert bright_smile.maya.post(back, {"version": nonsense}).status_code == 404
    assert bright_smile.maya.post(back, {"version": "1"}).status_code == 303
    faq.refresh_from_db()
    assert faq.words == DELTA.stored()


def test_a_duplicate_is_warned_of_and_kept(bright_smile: Desk) -> None:
    bright_smile.add()
    bright_smile.maya.post(
        bright_smile.url("new"), written(question="Do you accept delta dental, please?")
    )
    page = bright_smile.page()
    assert "Callers ask the same with “Do you take Delta Dental?”" in page
    assert "Asks the same as “Do you take Delta Dental?”" in page
    assert Faq.objects.count() == 2


def test_o101_bad_input_is_told_by_the_field_and_nothing_is_lost(bright_smile: Desk) -> None:
    """O-101: script in a FAQ is text."""
    new = bright_smile.url("new")
    cases = [
        ({"question": ""}, "Enter the question."),
        ({"answer": " "}, "Enter the answer."),
        ({"question": "a" * 201}, "Shorten the question to 200 characters: it has 201."),
        ({"answer": "a" * 601}, "Shorten the answer to 600 characters: it has 601."),
        ({"variants": "\n".join(map(str, range(12)))}, "Leave out 2 lines: up to 10 are kept."),
        ({"variants": "b" * 201}, "a line has up to 200 characters."),
        ({"question": "\x00"}, "Null characters are not allowed."),
    ]
    for changed, told in cases:
        answer = bright_smile.maya.post(new, written(**changed))
        page = answer.content.decode()
        assert answer.status_code == 422, changed
        assert told in page
        assert "Error:" in page.partition("</title>")[0]
        kept = "From three years on." if "answer" not in changed else "Do you see children?"
        assert kept in page
    assert not Faq.objects.exists()
    evil = '<script>alert(1)</script>{{7*7}}"onerror='
    assert bright_smile.maya.post(new, written(question=evil, answer=evil)).status_code == 303
    page = bright_smile.page()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_search_finds_questions_answers_and_other_ways(bright_smile: Desk) -> None:
    for words in (DELTA, PARKING, WHITENING):
        bright_smile.add(words)
    for searched, found in (("DELTA", DELTA), ("alder", PARKING), ("lot", PARKING)):
        page = bright_smile.page(f"{bright_smile.url()}?q={searched}")
        others = [one for one in (DELTA, PARKING, WHITENING) if one is not found]
        assert found.question in page
        assert all(one.answer not in page for one in others)
    assert "No FAQ has these words." in bright_smile.page(f"{bright_smile.url()}?q=zebra%00")


def test_each_assistant_has_its_own(bright_smile: Desk) -> None:
    line = Connection.objects.get()
    agent(bright_smile.cast.bright_smile, line, "Juno")
    draft = agent(bright_smile.cast.bright_smile, line, "Draft", draft=True)
    bright_smile.add()
    juno = next(one for one in Agent.objects.all() if one.name == "Juno")
    answer = bright_smile.maya.get("/faqs/", follow=True)
    page = answer.content.decode()
    assert "Begin with what callers ask first" in page
    assert f"/faqs/{juno.public_id}/" in page
    assert bright_smile.maya.get(f"/faqs/{draft.public_id}/").status_code == 404
    other = Faq.objects.get()
    assert bright_smile.maya.get(f"/faqs/{juno.public_id}/{other.public_id}/").status_code == 404


def test_the_page_asks_the_same_number_of_questions_however_many_there_are(
    bright_smile: Desk,
) -> None:
    bright_smile.add()
    bright_smile.page()
    with CaptureQueriesContext(connection) as few:
        bright_smile.page()
    for number in range(30):
        bright_smile.add(faqs.Words(f"Question number {number}?", "Yes"))
    with CaptureQueriesContext(connection) as many:
        bright_smile.page()
    assert len(many) == len(few) <= 12


def test_seen_but_not_editable_it_is_a_list_to_read(bright_smile: Desk) -> None:
    faq = bright_smile.add(PARKING)
    Client.objects.update(visibility={"faqs": "see"})
    page = bright_smile.page()
    for words in (PARKING.answer, "Also asked: Is there a lot?", "Draft"):
        assert words in page
    for act in ("Add FAQ", "Publish Changes", "Move Up", "Delete", "Import"):
        assert act not in page.partition('id="main"')[2].partition("</main>")[0]
    for path in ("new", faq.public_id, "publication"):
        assert bright_smile.maya.get(bright_smile.url(path)).status_code == 403
    for act in ("removal", "move", "restoration"):
        assert bright_smile.maya.post(bright_smile.url(faq.public_id, act)).status_code == 403
    assert bright_smile.page(bright_smile.url(faq.public_id, "history"))
    Client.objects.update(visibility={"faqs": "hidden"})
    assert bright_smile.maya.get(bright_smile.url()).status_code == 404


def test_staff_do_the_same_and_read_only_sees(bright_smile: Desk) -> None:
    bright_smile.add()
    page = bright_smile.ana.get(bright_smile.desk_url()).content.decode()
    for words in ("FAQs of Bright Smile Dental", DELTA.question, "Publish Changes"):
        assert words in page
    new = bright_smile.desk_url("new")
    assert bright_smile.ana.post(new, written()).status_code == 303
    assert FaqVersion.objects.filter(by_staff=True).count() == 2
