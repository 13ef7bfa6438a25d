"""Background work begins in no scope and reads nothing but its own tenant's."""

import pytest

from callboard.mail.models import OutgoingEmail
from callboard.people import forgotten
from callboard.providers import recordings
from callboard.tenancy import scope
from callboard.tenancy.scope import NoScope
from tests.cast import Cast


def test_o069_a_task_with_another_tenant_s_id_finds_nothing(cast: Cast) -> None:
    """The recording and the address belong to Northwind; the task is told Lumen."""
    with scope.agency(cast.northwind.pk):
        before = OutgoingEmail.objects.count()
    recordings.fetch_recording.call(cast.lumen.pk, 1)
    forgotten.mail_a_way_in.call(cast.lumen.pk, cast.ana.email_canonical)
    with scope.crossing_agencies("the test counts every mail"):
        assert OutgoingEmail.objects.count() == before


def test_o069_the_right_tenant_s_task_mails_the_stored_address(cast: Cast) -> None:
    forgotten.mail_a_way_in.call(cast.northwind.pk, cast.ana.email_canonical)
    with scope.agency(cast.northwind.pk):
        mail = OutgoingEmail.objects.get(kind="password_reset")
        assert mail.to_address == cast.ana.email


def test_o069_outside_every_scope_nothing_is_read(cast: Cast) -> None:
    with pytest.raises(NoScope):
        OutgoingEmail.objects.exists()
