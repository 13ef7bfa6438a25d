"""The demo's mail server, over real SMTP."""

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from smtplib import SMTP, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest

from callboard.demo.sink import Sink


@pytest.fixture
def sink(tmp_path):
    with Sink(tmp_path / "mail") as sink:
        yield sink


def _send(sink: Sink, to: str, timeout: float = 5) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@northwind.example", to, "Hello"
    mail["Message-ID"] = f"<{to}>"
    mail.set_content("A line.\n.\nA dot alone stood above.\n")
    with SMTP("127.0.0.1", sink.port, timeout=timeout) as client:
        client.send_message(mail)


def _kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "mail" / "new").iterdir())


def test_an_accepted_mail_lies_in_new_as_it_was_sent(sink, tmp_path):
    _send(sink, "maya@brightsmile.example")
    (file,) = _kept(tmp_path)
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["Message-ID"] == "<maya@brightsmile.example>"
    assert mail["Delivered-To"] == "maya@brightsmile.example"
    assert mail.get_content().splitlines() == ["A line.", ".", "A dot alone stood above."]
    assert not list((tmp_path / "mail" / "tmp").iterdir())
    assert not list((tmp_path / "mail" / "cur").iterdir())


def test_the_reply_names_a_queue_id(sink):
    with SMTP("127.0.0.1", sink.port, timeout=5) as client:
        client.ehlo()
        client.mail("ana@northwind.example")
        client.rcpt("maya@brightsmile.example")
        code, words = client.data(b"Subject: Hello\r\n\r\nHello\r\n")
    assert code == 250
    assert words.startswith(b"2.0.0 Ok: queued as ")


@pytest.mark.parametrize("address", ["bounce@pine.example", "Bounces.desk@pine.example"])
def test_bounce_is_refused_when_the_recipient_is_named(sink, tmp_path, address):
    with pytest.raises(SMTPRecipientsRefused) as refused:
        _send(sink, address)
    code, words = refused.value.recipients[address]
    assert (code, words[:6]) == (550, b"5.1.1 ")
    assert _kept(tmp_path) == []


def test_defer_is_refused_twice_and_then_taken(sink, tmp_path):
    for _ in range(2):
        with pytest.raises(SMTPRecipientsRefused) as refused:
            _send(sink, "defer@elm.example")
        code, words = refused.value.recipients["defer@elm.example"]
        assert (code, words[:6]) == (451, b"4.7.1 ")
    _send(sink, "defer@elm.example")
    assert len(_kept(tmp_path)) == 1


def test_defer_counts_each_address_by_itself(sink):
    for address in ("defer-a@elm.example", "defer-b@elm.example"):
        with pytest.raises(SMTPRecipientsRefused):
            _send(sink, address)


def test_hang_never_answers_the_message_and_nobody_else_waits(sink, tmp_path):
    with SMTP("127.0.0.1", sink.port, timeout=5) as silent:
        silent.ehlo()
        silent.mail("ana@northwind.example")
        silent.rcpt("hang@oak.example")
        assert silent.docmd("DATA")[0] == 354
        silent.send(b"Subject: Hello\r\n\r\nHello\r\n.\r\n")
        assert silent.sock is not None
        _send(sink, "maya@brightsmile.example")
        silent.sock.settimeout(0.2)
        with pytest.raises(TimeoutError):
            silent.sock.recv(1)
        silent.close()
    assert len(_kept(tmp_path)) == 1


def test_the_sink_stops_while_somebody_hangs(tmp_path):
    with (
        Sink(tmp_path / "mail") as sink,
        pytest.raises((TimeoutError, SMTPServerDisconnected)),
    ):
        _send(sink, "hang@oak.example", timeout=0.2)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", sink.port), timeout=1)


def test_it_listens_on_loopback_alone(sink):
    assert sink.url == f"smtp://127.0.0.1:{sink.port}"


def test_a_taken_port_is_said_at_once(sink, tmp_path):
    with pytest.raises(OSError, match="in use"):
        Sink(tmp_path / "other", sink.port).start()
