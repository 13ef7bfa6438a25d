"""The assistant's settings in the portal: drafted, published, and always told truly."""

from django.test import Client as Browser

from callboard.agents.models import Agent, Draft, Publication
from callboard.agents.models.publication import State
from callboard.audit.models import Entry
from callboard.providers.simulator import publisher as simulator
from callboard.tenancy import scope
from tests.cast import Cast, agent
from tests.portal.assistant import at, by_hand, published, robin, rows, saved, value, worked

__all__ = ["by_hand", "robin"]


def test_it_goes_by_its_own_name(maya: Browser, robin: Agent) -> None:
    assert maya.get("/assistant/").headers["Location"] == at(robin)
    page = maya.get(at(robin)).text
    assert "<h1" in page
    assert "Nothing published yet." in page
    assert ">Robin</span>" in maya.get("/calls/").text


def test_of_several_one_is_chosen(cast: Cast, maya: Browser, robin: Agent) -> None:
    with scope.agency(cast.northwind.pk):
        agent(cast.bright_smile, robin.connection, "Skye")
        agent(cast.bright_smile, robin.connection, "Draft", draft=True)
    page = maya.get("/assistant/").text
    assert "Robin" in page
    assert "Skye" in page
    assert "Draft" not in page


def test_nobody_answers_yet(cast: Cast, maya: Browser) -> None:
    page = maya.get("/assistant/").text
    assert "Nobody answers your calls yet." in page
    assert "help@northwind.example" in page


def test_a_draft_is_published_and_says_when_it_is_live(maya: Browser, robin: Agent) -> None:
    assert saved(maya, robin, "greeting", greeting="Bright Smile, this is Robin.") == 303
    page = maya.get(at(robin)).text
    assert "Changes that are not live" in page
    assert "Live since" not in page
    assert published(maya, robin) == 303
    page = maya.get(at(robin)).text
    assert "Publishing" in page
    assert "Live since" not in page
    worked(robin)
    page = maya.get(at(robin)).text
    assert "Live since" in page
    assert "Changes that are not live" not in page
    assert "Call a test number: (415) 555-0100" in page
    with scope.agency(robin.agency_id):
        assert simulator.live(robin, "settings") == {"greeting": "Bright Smile, this is Robin."}
        rows_of = Entry.objects.filter(act__startswith="agent_settings").order_by("id")
        acts = rows_of.values_list("act", flat=True)
        assert list(acts) == [
            "agent_settings.edited",
            "agent_settings.published",
            "agent_settings.went_live",
        ]


def test_what_is_published_is_what_was_shown(maya: Browser, robin: Agent) -> None:
    saved(maya, robin, "greeting", greeting="Good morning")
    page = maya.get(at(robin)).text
    seen = value(page, "seen") if 'name="seen"' in page else ""
    saved(maya, robin, "greeting", greeting="Good evening")
    late = maya.post(at(robin, "publication"), {"seen": seen})
    assert late.status_code == 409
    assert "Somebody changed the draft meanwhile." in late.text
    assert rows(robin, Publication) == []


def test_pressed_twice_it_is_published_once(maya: Browser, robin: Agent) -> None:
    saved(maya, robin, "greeting", greeting="Good morning")
    page = maya.get(at(robin)).text
    seen = value(page, "seen") if 'name="seen"' in page else ""
    for _press in range(2):
        assert maya.post(at(robin, "publication"), {"seen": seen}).status_code == 303
    assert len(rows(robin, Publication)) == 1
    worked(robin)
    assert maya.post(at(robin, "publication"), {"seen": seen}).status_code == 303
    assert [one.state for one in rows(robin, Publication)] == [State.LIVE]


def test_without_a_publisher_it_is_sent_and_can_be_taken_back(
    maya: Browser, by_hand: Agent
) -> None:
    saved(maya, by_hand, "greeting", greeting="Good morning")
    published(maya, by_hand)
    page = maya.get(at(by_hand)).text
    assert "Sent to Northwind Voice, not live yet" in page
    assert "Publish Changes" not in page
    saved(maya, by_hand, "greeting", greeting="Good evening")
    assert "Publish Changes" in maya.get(at(by_hand)).text
    assert maya.post(at(by_hand, "publication", "withdrawal")).status_code == 303
    assert maya.post(at(by_hand, "publication", "withdrawal")).status_code == 409
    assert [one.state for one in rows(by_hand, Publication)] == [State.WITHDRAWN]
    assert "Good evening" in maya.get(at(by_hand)).text
    assert maya.get(at(by_hand, "voice")).status_code == 404


def test_a_draft_can_be_discarded(maya: Browser, robin: Agent) -> None:
    saved(maya, robin, "greeting", greeting="Good morning")
    assert maya.post(at(robin, "draft", "discarding")).status_code == 303
    assert "Good morning" not in maya.get(at(robin)).text


def test_an_earlier_version_becomes_the_draft(maya: Browser, robin: Agent) -> None:
    for words in ("Good morning", "Good evening"):
        saved(maya, robin, "greeting", greeting=words)
        published(maya, robin)
        worked(robin)
    page = maya.get(at(robin, "versions")).text
    assert page.index("Version 2") < page.index("Version 1")
    assert "Maya Chen" in page
    first = rows(robin, Publication)[0]
    assert maya.post(at(robin, "versions", first.public_id, "restoration")).status_code == 303
    (draft,) = rows(robin, Draft)
    assert draft.content == "Good morning"
    live = [one for one in rows(robin, Publication) if one.state == State.LIVE]
    assert [one.content for one in live] == [{"greeting": "Good evening"}]


def test_the_news_follow_the_publication(maya: Browser, robin: Agent) -> None:
    saved(maya, robin, "greeting", greeting="Good morning")
    published(maya, robin)
    assert "HX-Refresh" not in maya.get(at(robin, "news")).headers
    worked(robin)
    assert maya.get(at(robin, "news")).headers["HX-Refresh"] == "true"


def test_the_page_costs_the_same(maya: Browser, robin: Agent, django_assert_num_queries) -> None:
    for number in range(3):
        saved(maya, robin, "greeting", greeting=f"Hello {number}")
        published(maya, robin)
        worked(robin)
    saved(maya, robin, "voice", voice="miles")
    with django_assert_num_queries(9):
        maya.get(at(robin))
    with django_assert_num_queries(6):
        maya.get(at(robin, "versions"))
