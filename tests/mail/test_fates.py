"""A mail's fate is what the mail server said, over real SMTP."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from callboard.audit.models import Entry
from callboard.mail import delivery
from callboard.mail.models import MailState, OutgoingEmail
from callboard.mail.transport import Fate, Sender
from callboard.people import access, invitations
from callboard.tenancy import scope
from tests.cast import ANA, Cast, invited
from tests.mail.sink import serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with serving() as script:
        settings.EMAIL_URL = script.url
        yield script


@pytest.fixture
def mail(cast: Cast):
    """The mail of an invitation to Harbor Law, due now; in Northwind's scope."""
    with scope.agency(cast.northwind.pk):
        invitation = invited(cast.harbor_law)
        mail = OutgoingEmail.objects.get(about=invitation.pk)
        due(mail)
        yield mail


def due(mail: OutgoingEmail) -> None:
    """Lets the time until the next try pass."""
    OutgoingEmail.objects.exclude(pk=mail.pk).update(state=MailState.SENT)
    OutgoingEmail.objects.filter(pk=mail.pk).update(next_at=timezone.now() - timedelta(seconds=1))


def attempt(mail: OutgoingEmail, sender: Sender | None = None) -> OutgoingEmail:
    due(mail)
    with scope.wiped():
        assert delivery.drain_once("test", sender or Sender())
    mail.refresh_from_db()
    return mail


def standing(cast: Cast) -> str:
    return access.of(cast.harbor_law.pk, timezone.now()).access


def told(cast: Cast) -> list[str]:
    entries = Entry.objects.of_client(cast.harbor_law.pk).filter(act__startswith="mail.")
    return [entry.act for entry in reversed(entries)]


def test_sent_is_said_with_the_server_s_own_line(cast: Cast, mail, server) -> None:
    assert attempt(mail).state == MailState.SENT
    assert mail.reply == "250 2.0.0 Ok: queued as 4F1D"
    assert told(cast) == ["mail.sent"]
    assert Entry.objects.of_client(cast.harbor_law.pk)[0].after["words"] == mail.reply


def test_a_first_mail_waits_for_undo(cast: Cast, server) -> None:
    with scope.agency(cast.northwind.pk):
        OutgoingEmail.objects.update(state=MailState.SENT)
        invited(cast.harbor_law)
    assert not delivery.drain_once("test", Sender())
    assert server.taken == []


def test_o059_a_refused_recipient_has_bounced(cast: Cast, mail, server) -> None:
    server.rcpt = ["550 5.1.1 No such mailbox"]
    assert attempt(mail).state == MailState.BOUNCED
    assert mail.last_error == "550 5.1.1 No such mailbox"
    assert standing(cast) == "invite_bounced"


def test_a_refused_body_has_bounced(cast: Cast, mail, server) -> None:
    server.data = ["554 5.7.1 Looks like spam"]
    assert attempt(mail).state == MailState.BOUNCED


@pytest.mark.parametrize(
    "script",
    [
        {"rcpt": ["451 4.7.1 Greylisted, try later"]},
        {"data": ["451 4.3.0 Try later"]},
        {"mail": ["550 5.7.1 Sender refused"]},
    ],
)
def test_what_is_not_the_recipient_s_fault_is_tried_again(cast, mail, server, script) -> None:
    vars(server).update(script)
    assert attempt(mail).state == MailState.DELAYED
    assert mail.next_at > timezone.now() + timedelta(seconds=50)
    assert standing(cast) == "invite_sent"
    assert attempt(mail).state == MailState.SENT
    assert not mail.maybe_twice
    assert told(cast) == ["mail.delayed", "mail.sent"]


@pytest.mark.parametrize("away", ["127.0.0.1:1", "nowhere.invalid:25"])
def test_o133_o141_a_mail_server_that_is_not_there_delays(mail, settings, away: str) -> None:
    """It takes no connection, or its name is not known."""
    settings.EMAIL_URL = f"smtp://{away}"
    assert attempt(mail).state == MailState.DELAYED
    assert mail.last_error == "The mail server could not be reached."
    with serving() as server:
        settings.EMAIL_URL = server.url
        assert attempt(mail).state == MailState.SENT
        assert len(server.taken) == 1


def test_a_refused_sign_in_delays_with_the_server_s_words(mail, settings) -> None:
    with serving(auth=True) as server:
        settings.EMAIL_URL = f"smtp://us:wrong@127.0.0.1:{server.port}"
        assert attempt(mail).state == MailState.DELAYED
        assert "535" in mail.last_error


def test_without_a_mail_server_it_says_so(mail, settings) -> None:
    settings.EMAIL_URL = ""
    assert attempt(mail).last_error == "No mail server is set (EMAIL_URL)."


def test_an_international_domain_gets_its_mail_and_the_next_one_too(mail, server) -> None:
    sender = Sender()
    for address in ("info@bücher.example", "intake@harborlaw.example"):
        again = {"to_address": address, "state": MailState.QUEUED}
        OutgoingEmail.objects.filter(pk=mail.pk).update(**again)
        assert attempt(mail, sender).state == MailState.SENT
    assert server.recipients == ["info@xn--bcher-kva.example", "intake@harborlaw.example"]
    assert server.taken[0]["To"].addresses[0].addr_spec == "info@xn--bcher-kva.example"


@pytest.mark.parametrize("url", ["smtp://us:pässword@127.0.0.1:{}", "smtp://127.0.0.1:9{}"])
def test_a_fault_nobody_thought_of_delays_and_ends(cast: Cast, mail, settings, url) -> None:
    with serving(auth=True) as server:
        settings.EMAIL_URL = url.format(server.port)
        assert attempt(mail).state == MailState.DELAYED
        day = timezone.now() - timedelta(hours=24)
        OutgoingEmail.objects.filter(pk=mail.pk).update(queued_at=day)
        assert attempt(mail).state == MailState.FAILED
    assert mail.last_error == "The mail could not be handed over."
    assert told(cast) == ["mail.delayed", "mail.failed"]


def test_a_fault_amid_a_mail_does_not_spoil_the_next(server) -> None:
    sender, letter = Sender(), EmailMessage()

    def fault() -> None:
        raise RuntimeError

    for to, before_data in (("info@bücher.example", print), ("a@harborlaw.example", fault)):
        assert sender.send(letter, to, before_data=before_data).fate == Fate.DEFERRED
        sent = sender.send(letter, "intake@harborlaw.example", before_data=print)
        assert sent.fate == Fate.ACCEPTED
    assert server.recipients == ["intake@harborlaw.example"] * 2


def test_what_the_server_says_is_kept_without_what_no_database_takes(mail, server) -> None:
    server.rcpt = ["550 5.1.1 No\0such\x1b mailbox"]
    assert attempt(mail).state == MailState.BOUNCED
    assert mail.last_error == "550 5.1.1 Nosuch mailbox"


def test_after_24_hours_it_has_failed(mail, settings) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    day = timezone.now() - timedelta(hours=24)
    OutgoingEmail.objects.filter(pk=mail.pk).update(queued_at=day)
    assert attempt(mail).state == MailState.FAILED


def test_o134_an_unconfirmed_mail_is_repeated_once_with_the_same_link(cast, mail, server) -> None:
    server.data = ["silence"]
    assert attempt(mail).state == MailState.DELAYED
    assert attempt(mail).state == MailState.SENT
    assert mail.maybe_twice
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"] == mail.message_id
    assert body(first) == body(second)
    assert Entry.objects.of_client(cast.harbor_law.pk)[0].after["maybe_twice"] is True


def test_o134_never_confirmed_is_never_sent_a_third_time(mail, server) -> None:
    server.data = ["silence", "drop"]
    attempt(mail)
    assert attempt(mail).state == MailState.FAILED
    assert len(server.taken) == 2


def test_a_sender_that_died_after_the_hand_over_leaves_one_more_try(mail, server) -> None:
    for expected in (MailState.SENT, MailState.FAILED):
        OutgoingEmail.objects.filter(pk=mail.pk).update(
            state=MailState.SENDING,
            leased_until=timezone.now() - timedelta(seconds=1),
            handed_over_at=timezone.now(),
        )
        with scope.wiped():
            delivery.drain_once("test", Sender())
        mail.refresh_from_db()
        assert mail.state == expected
    assert len(server.taken) == 1


def test_a_dead_link_is_never_mailed(cast: Cast, mail, server) -> None:
    invitations.cancel(cast.harbor_law, by=ANA)
    OutgoingEmail.objects.filter(pk=mail.pk).update(state=MailState.QUEUED)
    assert attempt(mail).state == MailState.DROPPED
    assert server.taken == []


def test_o061_a_broken_brand_holds_the_mail_back(cast: Cast, mail, server) -> None:
    type(cast.northwind.brand).objects.update(tokens={})
    assert attempt(mail).state == MailState.DELAYED
    assert server.taken == []


def body(mail) -> str:
    return str(mail.get_body(("plain",)).get_content())
