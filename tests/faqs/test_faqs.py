"""FAQs: written by several people at once, in the order they want, with nothing lost."""

from functools import partial

import pytest

from callboard.agents import faqs
from callboard.agents.faqs import Changed, TooMany, Words
from callboard.agents.models import Faq, FaqVersion
from callboard.audit.actor import Actor
from callboard.audit.models import Entry
from callboard.people import revocation
from callboard.people.refusals import Gone
from tests.cast import ANA
from tests.faqs.conftest import DELTA, PARKING, WHITENING, Desk
from tests.people.test_races import at_once
from tests.sizes import sized

pytestmark = pytest.mark.django_db

ROUNDS = sized(8, 100)


def questions(at: Desk) -> list[str]:
    return [faq.question for faq in faqs.kept(at.robin)]


def test_each_act_is_a_version_and_an_entry_with_before_and_after(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    faqs.change(faq, WHITENING, faq.revision, by=ANA)
    faqs.remove(faq, by=ANA)
    faqs.bring_back(faq, by=ANA)
    first = FaqVersion.objects.get(faq=faq, number=1)
    faqs.restore(faq, first, by=ANA)
    assert (faq.revision, faq.words) == (5, DELTA.stored())
    acts = ["added", "changed", "removed", "back", "restored"]
    assert list(FaqVersion.objects.order_by("number").values_list("act", flat=True)) == acts
    (changed,) = Entry.objects.filter(act="agent_faqs.changed")
    assert (changed.before, changed.after) == (DELTA.stored(), WHITENING.stored())
    assert (changed.actor_name, changed.client_id) == ("Ana Ruiz", bright_smile.robin.client_id)
    told = Entry.objects.filter(act__startswith="agent_faqs.").order_by("id")
    assert [one.act.partition(".")[2] for one in told] == [
        "added",
        "changed",
        "removed",
        "brought_back",
        "restored",
    ]


def test_what_is_saved_unchanged_leaves_no_version(bright_smile: Desk) -> None:
    faq = bright_smile.add()
    assert not faqs.change(faq, DELTA, faq.revision, by=ANA)
    assert FaqVersion.objects.count() == 1


def test_the_second_of_two_who_edited_the_same_words_is_told(bright_smile: Desk) -> None:
    mine = bright_smile.add()
    theirs = Faq.objects.select_related("agent").get(pk=mine.pk)
    faqs.change(theirs, PARKING, 1, by=ANA)
    with pytest.raises(Changed) as told:
        faqs.change(mine, WHITENING, 1, by=ANA)
    assert (told.value.now.words, told.value.now.revision) == (PARKING.stored(), 2)
    faqs.remove(theirs, by=ANA)
    with pytest.raises(Changed) as told:
        faqs.change(mine, WHITENING, 3, by=ANA)
    assert told.value.now.removed_at is not None


def test_moved_up_and_down_and_no_further_than_the_ends(bright_smile: Desk) -> None:
    one, two, three = (bright_smile.add(words) for words in (DELTA, PARKING, WHITENING))
    assert faqs.move(three, -1, by=ANA)
    assert questions(bright_smile) == [DELTA.question, WHITENING.question, PARKING.question]
    assert not faqs.move(one, -1, by=ANA)
    assert not faqs.move(two, 1, by=ANA)
    faqs.remove(three, by=ANA)
    assert faqs.move(two, -1, by=ANA)
    faqs.bring_back(three, by=ANA)
    assert sorted(questions(bright_smile)) == sorted(
        [PARKING.question, WHITENING.question, DELTA.question]
    )
    (entry, *_) = Entry.objects.filter(act="agent_faqs.moved").order_by("id")
    assert (entry.before, entry.after) == ({"place": 3}, {"place": 2})


def test_more_than_can_be_kept_are_refused_whole(bright_smile: Desk, monkeypatch) -> None:
    monkeypatch.setattr(faqs, "MOST", 2)
    faq = bright_smile.add()
    with pytest.raises(TooMany):
        faqs.add_all(bright_smile.robin, [PARKING, WHITENING], by=ANA)
    assert questions(bright_smile) == [DELTA.question]
    faqs.remove(faq, by=ANA)
    faqs.add_all(bright_smile.robin, [PARKING, WHITENING], by=ANA)
    with pytest.raises(TooMany):
        faqs.bring_back(faq, by=ANA)
    with pytest.raises(TooMany):
        faqs.restore(faq, FaqVersion.objects.get(faq=faq, number=1), by=ANA)


def test_who_lost_access_meanwhile_changes_nothing(bright_smile: Desk) -> None:
    maya = bright_smile.cast.maya
    by = Actor("member", maya.name, maya.public_id)
    faq = bright_smile.add(by=by)
    revocation.revoke(bright_smile.robin.client, by=ANA)
    for act in (
        lambda: faqs.add(bright_smile.robin, PARKING, by=by),
        lambda: faqs.change(faq, PARKING, 1, by=by),
        lambda: faqs.remove(faq, by=by),
    ):
        with pytest.raises(Gone):
            act()
    assert questions(bright_smile) == [DELTA.question]


@pytest.mark.sized
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(bright_smile: Desk, record_can_be_emptied) -> None:
    def saved(number: int, revision: int) -> str:
        faq = Faq.objects.select_related("agent").get()
        try:
            faqs.change(faq, Words(f"{revision} {number}", "Yes"), revision, by=ANA)
        except Changed:
            return "told"
        return "saved"

    bright_smile.add()
    for revision in range(1, ROUNDS + 1):
        results = at_once(*[partial(saved, number, revision) for number in range(3)])
        assert sorted(results) == ["saved", "told", "told"]
    assert Faq.objects.get().revision == ROUNDS + 1
    assert FaqVersion.objects.count() == ROUNDS + 1


@pytest.mark.sized
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_moved_and_added_at_once_each_keeps_a_place_of_its_own(
    bright_smile: Desk, record_can_be_emptied
) -> None:
    first, *_ = [bright_smile.add(words) for words in (DELTA, PARKING, WHITENING)]
    for number in range(ROUNDS):
        at_once(
            lambda: faqs.move(Faq.objects.select_related("agent").get(pk=first.pk), 1, by=ANA),
            partial(faqs.add, bright_smile.robin, Words(f"Question {number}?", "Yes"), by=ANA),
            lambda: faqs.move(Faq.objects.select_related("agent").get(pk=first.pk), -1, by=ANA),
        )
    places = list(Faq.objects.values_list("place", flat=True))
    assert len(set(places)) == len(places) == 3 + ROUNDS
