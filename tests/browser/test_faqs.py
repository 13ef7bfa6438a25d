"""FAQs in a real browser: every screen under axe, and one way through all of it."""

from io import BytesIO

import pytest
from playwright.sync_api import Locator, Route, expect

from callboard.agencies import brand
from callboard.agents import faqs, publications
from callboard.agents.faqs import Words
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import State
from callboard.tenancy import scope
from tests.browser.axe import by_turns
from tests.browser.practice import LONG, Somewhere, at_localhost, enter
from tests.browser.test_portal import LOOKS, Contexts, look_at
from tests.cast import ANA, Cast, agent, assemble, connection
from tests.faqs.conftest import DELTA, PARKING
from tests.faqs.test_unanswered import DELTA_ASKED, VAIN, call_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def somewhere(record_can_be_emptied, data_dir, live_server, settings) -> Somewhere:
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    return at_localhost(live_server, cast), cast


def robin(cast: Cast) -> Agent:
    return agent(cast.bright_smile, connection(cast.northwind))


@pytest.mark.sized
def test_every_screen_is_accessible_and_fits(somewhere: Somewhere, new_context: Contexts) -> None:
    base, cast = somewhere
    with scope.agency(cast.northwind.pk):
        mine, empty = robin(cast), agent(cast.bright_smile, connection(cast.northwind), "Wren")
        faq = faqs.add(mine, DELTA, by=ANA)
        faqs.change(faq, PARKING, 1, by=ANA)
        faqs.add(mine, Words(LONG * 2, "a" * 590, (LONG,)), by=ANA)
        faqs.add(mine, PARKING, by=ANA)
        gone = faqs.add(mine, DELTA, by=ANA)
        faqs.remove(gone, by=ANA)
        call_of(mine, ("user", "Do you sell gift cards?"), VAIN)
        content = {"faqs": [faq.stored]}
        publications.ask(mine, "faqs", content, State.WAITING, by=ANA, at=faq.created_at)
    there = f"/faqs/{mine.public_id}/"
    pages = (
        there,
        f"{there}?ask=where+is+parking",
        f"{there}?q=nothing+like+it",
        f"{there}new/",
        f"{there}import/",
        f"{there}publication/",
        f"{there}{faq.public_id}/",
        f"{there}{faq.public_id}/history/",
        f"{there}{gone.public_id}/history/",
        f"/faqs/{empty.public_id}/?trade=law",
    )
    for (colour, options), paths in by_turns(pages, LOOKS):
        with scope.agency(cast.northwind.pk):
            brand.save(cast.northwind, colour=colour)
        context = new_context(**options)
        maya = enter(context, base, cast.northwind, cast.maya)
        for path in paths:
            look_at(maya, base + path)
    ana = enter(new_context(), base, cast.northwind, cast.ana)
    look_at(ana, f"{base}/agency/agents/{mine.public_id}/faqs/")


def test_the_kind_of_business_stands_in_line_with_the_questions_below_it(
    somewhere: Somewhere, new_context: Contexts
) -> None:
    base, cast = somewhere
    with scope.agency(cast.northwind.pk):
        mine = robin(cast)
    maya = enter(new_context(), base, cast.northwind, cast.maya)
    maya.goto(f"{base}/faqs/{mine.public_id}/")
    lefts = {left(maya.locator(f"#starters {what}")) for what in (".select", "h2", "h3 >> nth=0")}
    assert len(lefts) == 1, lefts


def left(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["x"]


def test_from_a_caller_s_question_to_what_is_live(
    somewhere: Somewhere, new_context: Contexts
) -> None:
    base, cast = somewhere
    with scope.agency(cast.northwind.pk):
        mine = robin(cast)
        call_of(mine, ("user", DELTA_ASKED), VAIN)
    maya = enter(new_context(), base, cast.northwind, cast.maya)
    maya.goto(f"{base}/faqs/")
    maya.get_by_role("link", name=f"Answer It: {DELTA_ASKED}").click()
    expect(maya.get_by_label("Question")).to_have_value(DELTA_ASKED)
    maya.get_by_label("Answer").fill("Yes, we are in network with Delta Dental.")
    expect(maya.locator("[data-spoken]")).to_have_text("about 4 seconds to say")
    maya.get_by_role("button", name="Add FAQ").click()
    expect(maya.get_by_role("heading", name=DELTA_ASKED)).to_be_visible()
    expect(maya.get_by_text("didn’t know")).to_have_count(0)
    maya.wait_for_load_state()
    maya.get_by_role("link", name="Publish Changes").click()
    dialog = maya.get_by_role("dialog")
    expect(dialog.get_by_text(DELTA_ASKED)).to_be_visible()
    dialog.get_by_role("button", name="Send to Northwind Voice").click()
    expect(maya.get_by_text("Sent to Northwind Voice, not live yet").first).to_be_visible()
    maya.get_by_role("button", name="Actions for").first.click()
    maya.get_by_role("button", name="Delete").click()
    maya.get_by_role("button", name="Undo").click()
    expect(maya.get_by_role("link", name=DELTA_ASKED)).to_be_visible()
    with scope.agency(cast.northwind.pk):
        publications.mark_live(Publication.objects.select_related("agent").get(), by=ANA)
    maya.reload()
    expect(maya.get_by_text("Every change is live.")).to_be_visible()


def test_what_was_typed_before_the_script_came_is_reckoned_too(
    somewhere: Somewhere, new_context: Contexts
) -> None:
    base, cast = somewhere
    with scope.agency(cast.northwind.pk):
        mine = robin(cast)
    context = new_context()
    maya = enter(context, base, cast.northwind, cast.maya)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route("**/*.js", hold)
    maya.goto(f"{base}/faqs/{mine.public_id}/new/", wait_until="commit")
    maya.get_by_label("Answer").fill("Yes, we are in network with Delta Dental.")
    assert held
    for route in held:
        route.continue_()
    context.unroute_all()
    expect(maya.locator("[data-spoken]")).to_have_text("about 4 seconds to say")
    expect(maya.locator("#id_answer-counter")).to_have_text("559 characters left")


def test_without_script_it_is_written_moved_and_imported(
    somewhere: Somewhere, new_context: Contexts
) -> None:
    base, cast = somewhere
    with scope.agency(cast.northwind.pk):
        mine = robin(cast)
        faqs.add(mine, DELTA, by=ANA)
    maya = enter(new_context(java_script_enabled=False), base, cast.northwind, cast.maya)
    maya.goto(f"{base}/faqs/{mine.public_id}/import/")
    content = BytesIO(b"Question;Answer\nWhere can I park?;Behind the building.\n").getvalue()
    file = {"name": "faqs.csv", "mimeType": "text/csv", "buffer": content}
    maya.get_by_label("CSV file").set_input_files(file)  # type: ignore[arg-type]
    maya.get_by_role("button", name="Look at the Rows").click()
    maya.get_by_role("button", name="Import 1 FAQ").click()
    maya.get_by_role("button", name="Move Up: Where can I park?").click()
    expect(maya.get_by_role("heading", level=2).first).to_have_text("Where can I park?")
    maya.get_by_role("link", name="Publish Changes").click()
    maya.get_by_role("button", name="Send to Northwind Voice").click()
    expect(maya.get_by_text("not live yet").first).to_be_visible()
