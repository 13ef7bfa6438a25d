"""A draft that several people edit: whoever is late hears of it, and nothing is lost."""

from functools import partial

import pytest

from callboard.agents.models import Agent, Draft
from callboard.agents.settings import drafts, standing
from callboard.agents.settings.drafts import ChangedMeanwhile
from callboard.agents.settings.sections import Section
from callboard.audit.models import Entry
from callboard.providers.publish_settings import (
    DraftChanged,
    NothingToPublish,
    publish_settings,
)
from callboard.tenancy import scope
from tests.cast import ANA, agency, agent, client, connection
from tests.people.test_races import at_once
from tests.sizes import sized

ROUNDS = sized(10, 200)
EVERY = list(Section)


@pytest.fixture
def robin():
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield agent(client(made, "Bright Smile Dental"), connection(made))


def edited(of: Agent, value: str, seen: str, section: Section = Section.GREETING) -> str:
    try:
        drafts.save(of, section, value, seen=seen, by=ANA)
    except ChangedMeanwhile:
        return "late"
    return "saved"


@pytest.mark.django_db
def test_what_is_live_again_is_no_draft(robin: Agent) -> None:
    empty = standing.of(robin).seen(Section.GREETING)
    assert edited(robin, "Hello", empty) == "saved"
    seen = standing.of(robin).seen(Section.GREETING)
    assert edited(robin, "Hello", "anything") == "saved"
    assert edited(robin, "Good day", empty) == "late"
    assert edited(robin, "Good day", seen) == "saved"
    assert [draft.content for draft in Draft.objects.all()] == ["Good day"]
    assert Entry.objects.filter(act="agent_settings.edited").count() == 2
    assert drafts.discard(robin, EVERY, by=ANA) == 1
    assert standing.of(robin).to_publish(EVERY) == []


@pytest.mark.sized
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_late(robin: Agent, record_can_be_emptied) -> None:
    for number in range(ROUNDS):
        seen = standing.of(robin).seen(Section.GREETING)
        results = at_once(
            partial(edited, robin, f"one {number}", seen),
            partial(edited, robin, f"two {number}", seen),
        )
        assert sorted(results) == ["late", "saved"]
        winner = ("one", "two")[results.index("saved")]
        (draft,) = Draft.objects.all()
        assert draft.content == f"{winner} {number}"


@pytest.mark.sized
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_is_saved_while_it_is_published_is_published_or_stays(
    robin: Agent, record_can_be_emptied
) -> None:
    def publishes(seen: str) -> str:
        one = Agent.objects.select_related("connection").get(pk=robin.pk)
        try:
            return str(publish_settings(one, EVERY, seen=seen, by=ANA).content["greeting"])
        except (DraftChanged, NothingToPublish):
            return ""

    for number in range(ROUNDS):
        before = standing.of(robin)
        edited(robin, f"first {number}", before.seen(Section.GREETING))
        shown = standing.of(robin)
        published, saved = at_once(
            partial(publishes, shown.seen_all(EVERY)),
            partial(edited, robin, f"second {number}", shown.seen(Section.GREETING)),
        )
        assert published in ("", f"first {number}")
        assert saved == "saved"
        (draft,) = Draft.objects.all()
        assert draft.content == f"second {number}"
