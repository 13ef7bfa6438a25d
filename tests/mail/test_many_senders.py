"""Several workers on one outbox."""

from threading import Thread

import pytest
from django.db import connection

from callboard.audit.actor import SYSTEM
from callboard.mail import delivery, outbox
from callboard.mail.models import MailState, OutgoingEmail
from callboard.mail.transport import Sender
from callboard.people import account_links
from callboard.people.models.account_link import Purpose
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import agency, staff
from tests.mail.sink import serving
from tests.sizes import sized

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MAILS = sized(40, 1000)


@pytest.mark.sized
def test_o132_four_senders_send_each_mail_exactly_once(record_can_be_emptied, settings) -> None:
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        ana = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
        link = account_links.create(ana, Purpose.RESET, by=SYSTEM)
        for _ in range(MAILS):
            outbox.enqueue(
                agency=northwind,
                client_id=None,
                kind="password_reset",
                about=link.pk,
                generation=1,
                to_address=ana.email,
            )
    with serving() as server:
        settings.EMAIL_URL = server.url
        senders = [Thread(target=drain, args=(f"sender {n}",)) for n in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        taken = [mail["Message-ID"] for mail in server.taken]
    assert len(taken) == len(set(taken)) == MAILS
    with scope.agency(northwind.pk):
        assert OutgoingEmail.objects.filter(state=MailState.SENT).count() == MAILS


def drain(owner: str) -> None:
    sender = Sender()
    while delivery.drain_once(owner, sender):
        pass
    sender.close()
    connection.close()
