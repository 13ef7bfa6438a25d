import smtplib
import sys
from collections.abc import Iterator

import click

from callboard.config.cli import django

Line = tuple[str, str, str]


@click.command()
def doctor() -> None:
    """Look at everything and say what has to be mended. Exit code 1 where something is broken."""
    django.start()
    lines = [*_settings(), *_parts(), *_mail(), *_waiting()]
    for state, name, words in lines:
        click.echo(f"{state:<10} {name:<12} {words}")
    if any(state == "Broken" for state, _name, _words in lines):
        sys.exit(1)


def _settings() -> Iterator[Line]:
    from callboard.config.start_checks import refusals

    faults = refusals()
    for fault in faults:
        yield "Broken", "settings", fault
    if not faults:
        yield "OK", "settings", "The portal may start."


def _parts() -> Iterator[Line]:
    from callboard.worker.standing import CHECKS

    for name, check in CHECKS.items():
        try:
            fault = check()
        except Exception as error:
            fault = f"It cannot be used ({type(error).__name__})."
        yield ("Broken", name, fault) if fault else ("OK", name, "Works.")


def _mail() -> Iterator[Line]:
    from django.conf import settings

    from callboard.mail import transport

    if not settings.EMAIL_URL:
        yield "Attention", "mail", "No mail server is set (EMAIL_URL). Links have to be copied."
        return
    if not settings.EMAIL_FROM:
        yield "Broken", "mail", "EMAIL_FROM is missing: the address that mails come from."
        return
    try:
        transport.connect().quit()
    except (smtplib.SMTPException, OSError, transport.NotAnSmtpUrl) as fault:
        yield "Broken", "mail", transport.words_of(fault)
    else:
        yield "OK", "mail", "The mail server answers and takes our sign-in."


def _waiting() -> Iterator[Line]:
    from django.db import DatabaseError

    from callboard.worker import lag

    try:
        numbers = lag.numbers()
    except DatabaseError:
        return
    for name, counted in numbers.items():
        failed = counted["failed"]
        words = ", ".join(f"{value} {key}" for key, value in counted.items())
        yield "Attention" if failed else "OK", name, words
