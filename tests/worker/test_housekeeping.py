"""What the worker throws away after its time."""

from datetime import timedelta

from django.utils import timezone

from callboard.keys import ring
from callboard.people.models import MailedCode
from callboard.people.models.account_link import LinkState
from callboard.tenancy import scope
from callboard.worker import housekeeping
from tests.cast import Cast


def test_codes_that_were_mailed_to_sign_in_are_not_kept(cast: Cast) -> None:
    """Used, replaced or run out; the one that still opens stays, and so does who it is for."""
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        for number, (state, ran_out) in enumerate(
            [
                (LinkState.USED, timedelta(days=2)),
                (LinkState.REPLACED, timedelta(days=2)),
                (LinkState.LIVE, timedelta(days=2)),
                (LinkState.USED, timedelta(hours=1)),
            ]
        ):
            MailedCode.objects.create(
                agency_id=cast.northwind.pk,
                user=cast.maya,
                state=state,
                selector=f"{number:022}",
                key_id=ring.newest_key_id(),
                visit=f"{number:022}",
                created_at=now - ran_out,
                expires_at=now - ran_out,
            )
    with scope.wiped():
        housekeeping.tidy(now)
    with scope.agency(cast.northwind.pk):
        [kept] = MailedCode.objects.all()
        assert kept.selector == f"{3:022}"
        cast.maya.refresh_from_db()
