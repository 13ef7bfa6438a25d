"""The mails of the demo's history: really sent, to the sink, when they were due."""

from datetime import datetime

from callboard.demo.seed.clock import standing_at
from callboard.mail import delivery
from callboard.mail.transport import Sender


def send_due(at: datetime) -> None:
    """All mails that were due by then, as the worker would have sent them."""
    sender = Sender()
    try:
        with standing_at(at):
            while delivery.drain_once("demo", sender):
                pass
    finally:
        sender.close()
