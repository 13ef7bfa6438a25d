"""Who is told of which call, when, and how often."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from callboard.agencies import addresses
from callboard.agents.models import Agent
from callboard.calls import call_backs
from callboard.calls.models import Call
from callboard.limits.models import Bucket
from callboard.mail.models import OutgoingEmail
from callboard.notices import telling
from callboard.notices.events import Event
from callboard.notices.models import CallNews, Notice
from callboard.people import acceptance, archive, revocation, team
from callboard.people.models import Invitation, User
from callboard.providers.events import Direction, Rank
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import ANA, SOMEBODY, Cast
from tests.notices.conftest import (
    CALL_BACK,
    EVERYTHING,
    NOON,
    SPAM,
    URGENT,
    Line,
    choose,
    dropped,
    look,
    mails,
    said,
    subjects,
)
from tests.sizes import sized

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def join(cast: Cast, address: str) -> User:
    """A colleague of Maya's."""
    answers = team.invite(cast.bright_smile, [addresses.parse(address)], by=ANA, user_id=None)
    assert answers
    invitation = Invitation.objects.open().select_related("client__agency", "agency").latest("pk")
    return acceptance.accept_as_new(
        invitation, name="Sam Ortiz", password_hash=people.password_hash(), by=SOMEBODY
    ).user


def test_urgent_calls_and_call_backs_are_told_unasked_and_the_rest_is_not(line: Line) -> None:
    line.told(call="plain")
    look(NOON)
    assert mails() == []
    line.told(call="back", analysis=CALL_BACK)
    line.told(call="fast", analysis=URGENT)
    look(NOON)
    assert len(mails()) == 1  # due at the same moment: one mail
    assert said(mails()[0]).subject == "2 calls since 9:57 AM"


def test_each_call_is_told_within_a_minute_of_its_end(cast: Cast, line: Line) -> None:
    """In steps of the clock: the end is told at once, the report twenty seconds later."""
    choose(cast.maya)
    line.told(NOON, rank=Rank.ENDED)
    for second in range(20):
        look(NOON + second * SECOND)
    assert mails() == []
    line.told(NOON + 20 * SECOND, summary="Asked for a crown.")
    look(NOON + 20 * SECOND)
    [mail] = mails()
    assert mail.next_at == NOON + 20 * SECOND
    assert said(mail).subject == "Dana Whitfield called"
    assert said(mail).preheader == "Asked for a crown."


def test_a_report_that_is_late_is_not_waited_for(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    line.told(NOON, rank=Rank.ENDED)
    look(NOON + 44 * SECOND)
    assert mails() == []
    look(NOON + 45 * SECOND)
    assert subjects() == ["Dana Whitfield called"]
    # What it then says is told if somebody has to act on it, and else not again.
    line.told(NOON + 90 * SECOND, summary="Asked for a crown.")
    look(NOON + 90 * SECOND)
    assert len(mails()) == 1
    line.told(NOON + 99 * SECOND, analysis=CALL_BACK)
    look(NOON + 99 * SECOND)
    assert subjects()[1] == "Call Dana Whitfield back"


STEPS = st.lists(
    st.tuples(
        st.sampled_from([Rank.IN_PROGRESS, Rank.ENDED, Rank.ANALYSED]),
        st.sampled_from([{}, CALL_BACK, URGENT, CALL_BACK | URGENT]),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


# Each example is some sixty statements.
@settings(max_examples=sized(10, 1000))
@given(told=STEPS)
def test_o083_a_call_is_told_once_for_each_thing_whatever_the_order(
    cast: Cast, line: Line, told: list[tuple[Rank, dict[str, str], bool]]
) -> None:
    choose(cast.maya)
    Call.objects.all().delete()
    OutgoingEmail.objects.filter(kind="call_notice").delete()
    Bucket.objects.all().delete()  # else the mails of an hour are used up by the other examples
    at = NOON
    for rank, analysis, looks in told:
        at += SECOND
        line.told(at, rank=rank, analysis=analysis if rank is Rank.ANALYSED else {})
        if looks:
            look(at)
    look(at + MINUTE)
    once = len(mails())
    for rank, analysis, _looks in told:
        line.told(at + MINUTE, rank=rank, analysis=analysis if rank is Rank.ANALYSED else {})
        look(at + 2 * MINUTE)
    [call] = Call.objects.all()
    written = set(Notice.objects.filter(mail__isnull=False).values_list("event", flat=True))
    if call.rank < Rank.ENDED:
        assert written == set()
        return
    true = {Event.NEW_CALL} | ({Event.URGENT} if call.urgent else set())
    assert written >= true
    assert once <= len(mails()) <= len(written)
    assert not CallNews.objects.exists()


@pytest.mark.parametrize("why", ["spam", "draft", "brought in", "old", "unassigned", "outbound"])
def test_what_is_no_news_is_told_nobody(cast: Cast, line: Line, why: str) -> None:
    choose(cast.maya)
    at = NOON
    facts: dict[str, Any] = {}
    if why == "draft":
        Agent.objects.update(stage="draft")
    if why == "spam":
        facts = {"analysis": SPAM}
    if why == "old":
        facts = {"ended_at": at - timedelta(hours=25), "started_at": at - timedelta(hours=25)}
    if why == "unassigned":
        Agent.objects.update(external_id="another")
    if why == "outbound":
        facts = {"direction": Direction.OUTBOUND}
    if why == "brought in":
        line.told(at, rank=Rank.IN_PROGRESS, outcome=None, ended_at=None)
        Call.objects.update(brought_in=True)
    line.told(at, **facts)
    look(at + MINUTE)
    assert mails() == []


def test_who_is_gone_when_it_is_told_is_not_told(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    line.told()
    revocation.revoke(cast.bright_smile, by=ANA)
    look(NOON)
    assert mails() == []


@pytest.mark.parametrize("why", ["revoked", "archived", "off", "new address", "spam", "aside"])
def test_inv7_a_mail_on_its_way_is_looked_at_again(cast: Cast, line: Line, why: str) -> None:
    choose(cast.maya)
    line.told()
    look(NOON)
    [mail] = mails()
    assert not dropped(mail)
    if why == "revoked":
        revocation.revoke(cast.bright_smile, by=ANA)
    if why == "archived":
        archive.archive(cast.bright_smile, by=ANA)
    if why == "off":
        choose(cast.maya, frozenset())
    if why == "new address":
        User.objects.filter(pk=cast.maya.pk).update(email="new@brightsmile.example")
    if why == "spam":
        Call.objects.update(result="spam")
    if why == "aside":
        Call.objects.update(kept_aside=True)
    assert dropped(mail)


def test_called_back_meanwhile_nobody_is_asked_to(cast: Cast, line: Line) -> None:
    call = line.told(analysis=CALL_BACK)
    call_backs.done(call, cast.maya, by=ANA)
    look(NOON)
    assert mails() == []


def test_each_person_of_the_line_they_chose(cast: Cast, line: Line) -> None:
    other = people.agent(cast.bright_smile, line.connection, name="Nora")
    sam = join(cast, "sam@brightsmile.example")
    choose(cast.maya, agent=other)
    choose(sam, frozenset({Event.NEW_CALL}))
    line.told()
    look(NOON)
    assert [mail.to_address for mail in mails()] == [sam.email]
    # Given to another client, Nora is no line of theirs: then every line counts.
    Agent.objects.filter(pk=other.pk).update(client=cast.harbor_law)
    line.told(call="call-2")
    look(NOON)
    assert {mail.to_address for mail in mails()} == {sam.email, cast.maya.email}


def test_the_other_client_s_people_hear_nothing(cast: Cast, line: Line) -> None:
    ina = people.member(cast.harbor_law, "Ina Take")
    choose(ina)
    line.told(analysis=URGENT)
    look(NOON)
    assert [mail.to_address for mail in mails()] == [cast.maya.email]


def test_somebody_who_cannot_be_told_holds_up_nobody(cast: Cast, line: Line) -> None:
    sam = join(cast, "sam@brightsmile.example")
    choose(cast.maya)
    choose(sam)
    User.objects.filter(pk=cast.maya.pk).update(time_zone="Mars/Olympus")
    line.told()
    with scope.wiped():
        telling.drain_once(NOON)
    assert [mail.to_address for mail in mails()] == [sam.email]
    User.objects.filter(pk=cast.maya.pk).update(time_zone="")
    look(NOON + MINUTE)
    assert {mail.to_address for mail in mails()} == {sam.email, cast.maya.email}


def test_the_hook_costs_one_statement_however_many_people_there_are(cast: Cast, line: Line) -> None:
    def statements(call: str) -> list[str]:
        line.told(call=call, rank=Rank.IN_PROGRESS, outcome=None, ended_at=None)
        with CaptureQueriesContext(
            database,
        ) as seen:
            line.told(call=call)
        return [one["sql"] for one in seen if "notices_" in one["sql"]]

    alone = statements("one")
    for number in range(5):
        choose(join(cast, f"sam{number}@brightsmile.example"))
    assert len(alone) == len(statements("two")) == 1


def test_telling_asks_no_more_of_the_database_for_more_people(cast: Cast, line: Line) -> None:
    def statements(call: str) -> int:
        line.told(call=call)
        with CaptureQueriesContext(database) as seen:
            telling._try(Call.objects.get(external_id=call).pk, cast.northwind.pk, NOON)
        return len(seen)

    choose(cast.maya)
    alone = statements("one")
    for number in range(4):
        choose(join(cast, f"sam{number}@brightsmile.example"), EVERYTHING)
    assert statements("two") == alone
