"""What is published is live exactly once, is not live before it is, and is never lost."""

from functools import partial

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.agents import live_hours, publications
from callboard.agents.models import Agent, Connection, Publication
from callboard.agents.models.connection import SIMULATED
from callboard.agents.models.publication import Kind, State
from callboard.agents.opening_hours import OpeningHours, Range
from callboard.agents.publications import AlreadyPublishing, NotOpen
from callboard.audit.models import Entry
from callboard.providers import publish, publishers
from callboard.providers.publishing import NotReached, Release
from callboard.providers.simulator import publisher as simulator
from callboard.tenancy import scope
from tests.cast import ANA, agency, agent, client, connection
from tests.people.test_races import at_once
from tests.sizes import sized

pytestmark = pytest.mark.django_db

ROUNDS = sized(10, 200)
NINE_TO_FIVE = OpeningHours(week=(*[(Range(540, 1020),)] * 5, (), ()))


@pytest.fixture
def northwind():
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


@pytest.fixture
def robin(northwind) -> Agent:
    line = connection(northwind)
    Connection.objects.filter(pk=line.pk).update(api_base=SIMULATED)
    line.refresh_from_db()
    return agent(client(northwind, "Bright Smile Dental"), line)


@pytest.fixture
def by_hand(northwind) -> Agent:
    return agent(client(northwind, "Harbor Law Group"), connection(northwind), "Morgan")


def asked(of: Agent, greeting: str, kind: str = Kind.SETTINGS) -> Publication:
    return publish.publish(of, kind, {"greeting": greeting}, by=ANA)


def ran(one: Publication) -> Publication:
    """As the worker runs its task."""
    publish.send.call(one.agency_id, one.pk)
    one.refresh_from_db()
    return one


def heard(of: Agent, kind: str = Kind.SETTINGS) -> object:
    return simulator.live(of, kind).get("greeting")


def test_it_is_live_when_the_phone_system_has_it_and_not_before(robin: Agent) -> None:
    one = asked(robin, "Hello")
    assert (one.state, heard(robin)) == (State.PUBLISHING, None)
    assert (ran(one).state, heard(robin)) == (State.LIVE, "Hello")
    second = asked(robin, "Good morning")
    assert heard(robin) == "Hello"
    ran(second)
    one.refresh_from_db()
    assert (one.state, second.state, heard(robin)) == (State.PAST, State.LIVE, "Good morning")
    assert (second.number, second.before) == (2, one)
    acts = Entry.objects.order_by("id").values_list("act", flat=True)
    assert list(acts) == ["agent_settings.published", "agent_settings.went_live"] * 2


def test_faqs_and_settings_go_their_own_ways(robin: Agent) -> None:
    ran(asked(robin, "Hello"))
    ran(asked(robin, "We do", Kind.FAQS))
    assert (heard(robin), heard(robin, Kind.FAQS)) == ("Hello", "We do")
    assert [one.number for one in Publication.objects.live()] == [1, 1]


def test_sent_twice_and_out_of_order_the_newest_stays(robin: Agent) -> None:
    first = ran(asked(robin, "Hello"))
    second = ran(asked(robin, "Good morning"))
    ran(first)
    simulator.SimulatorPublisher().publish(robin, Release(first.kind, 1, first.content))
    assert heard(robin) == "Good morning"
    second.refresh_from_db()
    assert second.state == State.LIVE


def test_while_one_is_on_its_way_no_other_begins(robin: Agent) -> None:
    asked(robin, "Hello")
    with pytest.raises(AlreadyPublishing):
        asked(robin, "Good morning")
    assert Publication.objects.count() == 1


class Broken:
    def publish(self, agent: Agent, release: Release) -> None:
        raise NotReached("The line is down.")


def test_what_cannot_be_reached_is_tried_again_and_then_failed(robin: Agent, monkeypatch) -> None:
    ran(asked(robin, "Hello"))
    with monkeypatch.context() as patched:
        patched.setattr(publishers, "PUBLISHERS", {"simulator": Broken()})
        one = asked(robin, "Good morning")
        states = [ran(one).state for _try in range(publish.TRIES)]
    assert states == [State.PUBLISHING, State.PUBLISHING, State.FAILED]
    live = publications.live(robin, Kind.SETTINGS)
    assert live is not None
    assert (live.number, heard(robin)) == (1, "Hello")
    # The second and the third try were queued; when they come late, nothing happens.
    assert DBTaskResult.objects.count() == 1 + publish.TRIES
    assert ran(one).state == State.FAILED
    assert ran(asked(robin, "Good morning")).state == State.LIVE


def test_without_a_publisher_it_waits_for_the_agency(by_hand: Agent) -> None:
    one = asked(by_hand, "Hello")
    assert (one.state, DBTaskResult.objects.count()) == (State.WAITING, 0)
    publications.mark_live(one, by=ANA)
    assert (one.state, one.settled_by_name) == (State.LIVE, "Ana Ruiz")
    with pytest.raises(NotOpen):
        publications.send_back(one, "No", by=ANA)
    second = asked(by_hand, "Good morning")
    third = asked(by_hand, "Good evening")
    second.refresh_from_db()
    assert (second.state, third.state) == (State.REPLACED, State.WAITING)
    with pytest.raises(NotOpen):
        publications.mark_live(second, by=ANA)
    publications.send_back(third, "Too long", by=ANA)
    live = publications.live(by_hand, Kind.SETTINGS)
    assert live is not None
    assert (third.state, third.reason, live.number) == (State.RETURNED, "Too long", 1)


def test_a_task_that_was_lost_is_queued_again(robin: Agent) -> None:
    one = asked(robin, "Hello")
    DBTaskResult.objects.all().delete()
    publish.send_overdue(timezone.now())
    assert not DBTaskResult.objects.exists()
    publish.send_overdue(timezone.now() + publish.OVERDUE * 2)
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs["args"] == [one.agency_id, one.pk]


def test_given_to_another_client_an_agent_begins_anew(robin: Agent, northwind) -> None:
    ran(asked(robin, "Bright Smile, hello"))
    on_its_way = asked(robin, "Bright Smile, good morning")
    robin.client = client(northwind, "Pine Street Dental")
    robin.save()
    assert ran(on_its_way).state == State.REPLACED
    assert publications.live(robin, Kind.SETTINGS) is None
    assert heard(robin) is None
    assert ran(asked(robin, "Pine Street")).number == 1


def test_live_hours_are_those_that_are_live(robin: Agent) -> None:
    assert live_hours.of(robin.client_id) is None
    content = {"hours": NINE_TO_FIVE.stored()}
    one = publish.publish(robin, Kind.SETTINGS, content, by=ANA)
    assert live_hours.of(robin.client_id) is None
    ran(one)
    assert live_hours.of(robin.client_id) == NINE_TO_FIVE


@pytest.mark.sized
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_one(robin: Agent, record_can_be_emptied) -> None:
    def tried(greeting: str) -> str:
        try:
            return asked(Agent.objects.select_related("connection").get(), greeting).state
        except AlreadyPublishing:
            return "refused"

    for number in range(ROUNDS):
        results = at_once(partial(tried, "one"), partial(tried, "two"), partial(tried, "three"))
        assert sorted(results) == [State.PUBLISHING, "refused", "refused"]
        (one,) = Publication.objects.open()
        # Its task runs in two workers, one of which was taken for dead.
        at_once(*[partial(publish.send.call, one.agency_id, one.pk)] * 2)
        (live,) = Publication.objects.live()
        assert (live.pk, live.number) == (one.pk, number + 1)
    assert Entry.objects.filter(act="agent_settings.went_live").count() == ROUNDS


@pytest.mark.sized
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_put_live_and_sent_back_at_once_is_one_of_both(
    by_hand: Agent, record_can_be_emptied
) -> None:
    def act(verb) -> str:
        try:
            verb(Publication.objects.select_related("agent").open().get(), by=ANA)
        except (NotOpen, Publication.DoesNotExist):
            return "refused"
        return "done"

    for _round in range(ROUNDS):
        one = asked(by_hand, "Hello")
        results = at_once(
            partial(act, publications.mark_live),
            partial(act, lambda row, by: publications.send_back(row, "No", by=by)),
        )
        assert sorted(results) == ["done", "refused"]
        one.refresh_from_db()
        assert one.state in (State.LIVE, State.RETURNED)
