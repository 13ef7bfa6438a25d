"""Who is told what, when, and how often."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.audit.actor import SYSTEM
from callboard.notices import choices
from callboard.notices.choices import Choice
from callboard.notices.quiet import QuietHours
from callboard.notices.rhythm import Rhythm
from callboard.people import archive, clients, revocation, team
from callboard.people.models import User
from callboard.summaries import planning, rules, telling
from callboard.summaries.models import ClientPlan, Summary
from callboard.summaries.rules import Rules
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import ANA, Cast
from tests.summaries.conftest import (
    MONDAY,
    WEEK,
    Week,
    agency_of,
    dropped,
    line_of,
    look,
    mails,
    membership_of,
    said,
    text,
)

MON = date(2026, 11, 23)


def choose(user: User, summary: Rhythm, **more: Any) -> None:
    choices.choose(membership_of(user), Choice(summary=summary, **more), by=SYSTEM)


def _to_members() -> list[Summary]:
    return list(Summary.objects.filter(membership__isnull=False).order_by("pk"))


def test_on_monday_at_eight_by_the_business_s_clock(week: Week) -> None:
    week.calls(MON, [2, 3])
    look(MONDAY - timedelta(minutes=1))
    assert mails() == []
    look(MONDAY)
    [mail] = mails()
    assert mail.to_address == "maya@brightsmile.example"
    assert said(mail).subject == "5 calls: your week at Bright Smile Dental"


def test_once_however_often_the_worker_looks(week: Week) -> None:
    week.calls(MON, [1])
    for minutes in (0, 1, 60, 60 * 24, 60 * 24 * 6):
        look(MONDAY + timedelta(minutes=minutes))
    assert len(mails()) == 1
    # Even if what says so were lost.
    ClientPlan.objects.update(told_on=MON, next_at=MONDAY)
    look(MONDAY + timedelta(minutes=2))
    assert len(mails()) == 1


def test_each_week_anew(week: Week) -> None:
    week.calls(MON - timedelta(days=7), [1])
    week.calls(MON, [2])
    look(MONDAY - WEEK)
    look(MONDAY)
    assert [said(mail).subject[:7] for mail in mails()] == ["1 call:", "2 calls"]


@pytest.mark.parametrize(
    ("late", "told"), [(timedelta(days=2), 1), (timedelta(days=2, hours=1), 0)]
)
def test_a_worker_that_was_down_tells_the_last_week_within_two_days(
    week: Week, late: timedelta, told: int
) -> None:
    week.calls(MON - timedelta(days=14), [1] * 21)
    look(MONDAY + late)
    assert len(mails()) == told
    assert ClientPlan.objects.filter(next_at__lte=MONDAY + late).count() == 0


def test_the_hour_that_the_agency_set(week: Week) -> None:
    week.calls(MON, [1])
    rules.change(agency_of(week), Rules(hour=6), by=ANA, at=MONDAY - timedelta(days=1))
    look(MONDAY - timedelta(hours=3))
    assert mails() == []
    look(MONDAY - timedelta(hours=2))
    assert len(mails()) == 1
    rules.change(agency_of(week), Rules(hour=9), by=ANA, at=MONDAY)
    look(MONDAY + timedelta(hours=1))
    assert len(mails()) == 1


def test_a_client_that_moves_to_another_clock(week: Week) -> None:
    """East: its Monday has begun already. The days are those of the new calendar."""
    week.calls(MON, [1])
    client = Client.objects.get(pk=week.client.pk)
    facts = clients.Facts(
        name=client.name,
        contact_name="",
        mobile="",
        time_zone="Asia/Tokyo",
        handles_health_information=False,
        notes="",
    )
    moved = MONDAY - timedelta(hours=10)
    clients.change(
        client,
        facts,
        addresses.parse(client.contact_email),
        by=ANA,
        on_new_zone=lambda one: planning.look_again(one, moved),
        at=moved,
    )
    look(moved)
    assert len(mails()) == 1
    look(MONDAY)
    assert len(mails()) == 1


def test_daily_is_each_morning_with_calls_and_on_monday_the_week(cast: Cast, week: Week) -> None:
    choose(cast.maya, Rhythm.DAILY)
    ClientPlan.objects.update(told_on=MON)
    week.calls(MON, [2, 0, 1])
    for day in range(7):
        look(MONDAY - WEEK + timedelta(days=day + 1))
    told = [(one.morning, one.days) for one in _to_members()]
    assert told == [(date(2026, 11, 24), 1), (date(2026, 11, 26), 1), (date(2026, 11, 30), 7)]
    assert said(mails()[0]).subject == "2 calls: your Monday at Bright Smile Dental"


def test_off_is_off(cast: Cast, week: Week) -> None:
    choose(cast.maya, Rhythm.OFF)
    week.calls(MON, [1])
    look(MONDAY)
    assert mails() == []


def test_quiet_hours_hold_it_back(cast: Cast, week: Week) -> None:
    quiet = QuietHours(time(20), time(9), frozenset())
    choose(cast.maya, Rhythm.WEEKLY, quiet=quiet)
    week.calls(MON, [1])
    look(MONDAY)
    assert [mail.next_at for mail in mails()] == [MONDAY + timedelta(hours=1)]


@pytest.mark.parametrize("ends", ["revoked", "archived", "removed", "off"])
def test_what_ends_between_planning_and_sending_is_not_sent(
    cast: Cast, week: Week, ends: str
) -> None:
    week.calls(MON, [1])
    look(MONDAY)
    [mail] = mails()
    if ends == "revoked":
        revocation.revoke(week.client, by=ANA)
    elif ends == "archived":
        archive.archive(week.client, by=ANA)
    elif ends == "removed":
        team.remove(membership_of(cast.maya), by=ANA)
    else:
        choose(cast.maya, Rhythm.OFF)
    assert dropped(mail)


def test_nobody_of_an_archived_client_is_told(week: Week) -> None:
    week.calls(MON, [1])
    archive.archive(week.client, by=ANA)
    look(MONDAY)
    assert mails() == []


def test_one_mail_for_each_client_of_a_person(cast: Cast, week: Week) -> None:
    Client.objects.filter(pk=cast.harbor_law.pk).update(
        contact_email=cast.maya.email, contact_email_canonical=cast.maya.email_canonical
    )
    cast.harbor_law.refresh_from_db()
    people.member(cast.harbor_law)
    week.calls(MON, [1])
    line_of(cast.harbor_law).calls(MON, [2])
    look(MONDAY)
    subjects = sorted(said(mail).subject for mail in mails())
    assert subjects == [
        "1 call: your week at Bright Smile Dental",
        "2 calls: your week at Harbor Law Group",
    ]


def test_a_week_without_calls_is_told_once_and_then_there_is_silence(week: Week) -> None:
    week.calls(MON - timedelta(days=14), [1])
    look(MONDAY - 2 * WEEK + timedelta(hours=1))
    for number in range(-1, 3):
        look(MONDAY + number * WEEK)
    assert [said(mail).template for mail in mails()] == ["weekly_summary", "weekly_silence"]
    told = text(mails()[1])
    assert "No calls reached Robin last week." in told
    assert "*724155550100" in told
    week.calls(date(2026, 12, 15), [3])
    look(MONDAY + 3 * WEEK)
    templates = [said(mail).template for mail in mails()]
    assert templates[1:] == ["weekly_silence", "weekly_summary"]


def test_without_a_line_that_answers_there_is_nothing_to_say(cast: Cast, week: Week) -> None:
    week.agent.number = ""
    week.agent.save()
    look(MONDAY)
    assert mails() == []
    assert _to_members() == []


def test_a_client_that_was_added_later_begins_with_the_coming_week(cast: Cast, week: Week) -> None:
    week.calls(MON, [1])
    ClientPlan.objects.all().delete()
    planning.of_client(week.client, MONDAY + timedelta(hours=1))
    look(MONDAY + timedelta(hours=2))
    assert mails() == []


def test_a_look_reads_what_is_due_by_an_index_and_nothing_else(week: Week) -> None:
    """Two statements, however many clients wait for their morning."""
    look(MONDAY)
    with CaptureQueriesContext(connection) as asked, scope.wiped():
        assert telling.drain_once(MONDAY + timedelta(minutes=1)) is False
    assert len(asked) == 2
    if connection.vendor == "sqlite":
        for one in asked.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
                plan = " ".join(str(row) for row in cursor.fetchall())
            assert "next_at<?" in plan.replace(" ", ""), plan
