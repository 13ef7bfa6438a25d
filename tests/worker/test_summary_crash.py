"""`kill -9` while summaries are made: each person is told once, and nobody is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.audit.actor import SYSTEM
from callboard.calls.models import DailyCalls
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices
from callboard.notices.choices import Choice
from callboard.notices.rhythm import Rhythm
from callboard.people.models import Membership
from callboard.summaries import planning
from callboard.summaries.models import ClientPlan, Summary
from callboard.tenancy import scope
from tests.cast import agency, client, member
from tests.processes import Installation, until
from tests.worker.test_crashes import killed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("step", ["summary.made", "summary.told"])
def test_a_summary_survives_the_death_of_its_worker(installation: Installation, step: str) -> None:
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    now = timezone.now()
    with scope.agency(made.pk):
        theirs = [
            client(made, f"Dentist {n}", f"lee{n}@pine.example", time_zone="UTC") for n in "ab"
        ]
        for one in theirs:
            member(one)
            person = Membership.objects.select_related("user", "client").get(client=one)
            # Due on every day of the week, on which the test may run.
            choices.choose(person, Choice(summary=Rhythm.DAILY), by=SYSTEM)
            DailyCalls.objects.create(
                agency=made,
                client=one,
                day=now.date() - timedelta(days=1),
                result="question",
                calls=3,
            )
            planning.of_client(one, now)
        ClientPlan.objects.update(told_on=now.date() - timedelta(days=2), next_at=now)
        planning.of_agency(made, now)
        type(planning.of_agency(made, now)).objects.update(hour=0)

    def told() -> int:
        with scope.agency(made.pk):
            return OutgoingEmail.objects.filter(kind="weekly_summary").count()

    dying = installation.start("worker", CALLBOARD_DIE_AT=step)
    until(lambda: killed(dying), f"the death at {step}")
    assert told() == {"summary.made": 0, "summary.told": 1}[step]
    installation.start("worker")
    until(lambda: told() == 2, "both were told")
    with scope.agency(made.pk):
        assert Summary.objects.filter(mail__isnull=False).count() == 2
        mails = OutgoingEmail.objects.filter(kind="weekly_summary")
        assert {mail.to_address for mail in mails} == {"leea@pine.example", "leeb@pine.example"}
