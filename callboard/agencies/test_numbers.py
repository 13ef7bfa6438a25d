"""The agency's own telephone numbers: calls with them are tests, and stay with the agency."""

from collections.abc import Sequence

from django.db import transaction

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record

MOST = 100


def change(agency: Agency, numbers: Sequence[str], *, by: Actor) -> None:
    """`numbers` in E.164. Holds for calls that come from now on."""
    after = list(dict.fromkeys(numbers))
    before = agency.test_numbers
    if after == before:
        return
    with transaction.atomic():
        agency.test_numbers = after
        agency.save(update_fields=["test_numbers"])
        record(
            "test_numbers.changed",
            agency_id=agency.pk,
            by=by,
            before={"numbers": before},
            after={"numbers": after},
        )
