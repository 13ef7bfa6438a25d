"""What the agency keeps to itself of an assistant's settings, or hides."""

from django.test import Client as Browser

from callboard.agents.models import Agent, ChangeRequest, Draft, Publication
from callboard.agents.settings.sections import Section, full_greeting
from callboard.providers.simulator import publisher as simulator
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.assistant import at, let, published, robin, rows, saved, value, worked

__all__ = ["robin"]


def test_a_request_reaches_the_agency(maya: Browser, robin: Agent) -> None:
    assert "Robin" in value(maya.get(at(robin, "voice", "request")).text, "text")
    assert maya.post(at(robin, "voice", "request"), {"text": " "}).status_code == 422
    assert maya.post(at(robin, "voice", "request"), {"text": "A man, please"}).status_code == 303
    (asked,) = rows(robin, ChangeRequest)
    assert (asked.section, asked.text, asked.asked_by_name) == (
        Section.VOICE,
        "A man, please",
        "Maya Chen",
    )


def test_what_the_agency_keeps_is_text_and_can_be_asked_for(
    cast: Cast, maya: Browser, robin: Agent
) -> None:
    saved(maya, robin, "voice", voice="miles")
    published(maya, robin)
    worked(robin)
    let(cast, voice="see")
    page = maya.get(at(robin)).text
    assert "Miles" in page
    assert "Managed by Northwind Voice" in page
    assert "Ask for a change" in page
    assert at(robin, "voice") + '"' not in page
    for method in (maya.get, maya.post):
        assert method(at(robin, "voice")).status_code == 403
    assert maya.get(at(robin, "voice", "request")).status_code == 200


def test_what_the_agency_hides_is_not_there(cast: Cast, maya: Browser, robin: Agent) -> None:
    saved(maya, robin, "transfer", number_0="207 555 0111", when="asked")
    published(maya, robin)
    worked(robin)
    let(cast, transfer="hidden")
    for page in (maya.get(at(robin)).text, maya.get(at(robin, "versions")).text):
        assert "Call transfer" not in page
        assert "555-0111" not in page
    for address in (at(robin, "transfer"), at(robin, "transfer", "request")):
        assert maya.get(address).status_code == 404
        assert maya.post(address).status_code == 404


def test_what_may_not_be_edited_is_neither_published_nor_restored(
    cast: Cast, maya: Browser, robin: Agent
) -> None:
    saved(maya, robin, "greeting", greeting="Hello")
    saved(maya, robin, "voice", voice="miles")
    published(maya, robin)
    worked(robin)
    saved(maya, robin, "greeting", greeting="Good morning")
    saved(maya, robin, "voice", voice="grant")
    let(cast, voice="see")
    published(maya, robin)
    worked(robin)
    first, second = rows(robin, Publication)
    assert second.content["greeting"] == "Good morning"
    assert second.content["voice"]["name"] == "Miles"
    maya.post(at(robin, "versions", first.public_id, "restoration"))
    drafts = {draft.section: draft.content for draft in rows(robin, Draft)}
    assert drafts["greeting"] == "Hello"
    assert drafts["voice"]["name"] == "Grant"
    let(cast, greeting="see", hours="see", transfer="see", booking_rules="see", voice="see")
    for what in (("publication",), ("publication", "withdrawal"), ("draft", "discarding")):
        assert maya.post(at(robin, *what)).status_code == 403
    assert maya.post(at(robin, "versions", first.public_id, "restoration")).status_code == 403


def test_the_agency_s_notice_stands_before_every_greeting(
    cast: Cast, maya: Browser, robin: Agent
) -> None:
    ana, address = browser(cast.northwind, cast.ana), f"/agency/agents/{robin.public_id}/settings/"
    seen = value(ana.get(address + "notice/").text, "seen")
    notice = {"notice": "This call is recorded.", "seen": seen}
    assert ana.post(address + "notice/", notice).status_code == 303
    seen = value(ana.get(address).text, "seen")
    assert ana.post(address + "publication/", {"seen": seen}).status_code == 303
    worked(robin)
    page = maya.get(at(robin, "greeting")).text
    assert "This call is recorded." in page
    assert maya.post(at(robin, "notice"), notice | {"notice": ""}).status_code == 403
    assert maya.get(at(robin, "notice")).status_code == 403
    saved(maya, robin, "greeting", greeting="Hello")
    published(maya, robin)
    worked(robin)
    with scope.agency(robin.agency_id):
        live = simulator.live(robin, "settings")
    assert full_greeting(live) == "This call is recorded. Hello"
