"""What `serve` refuses to start with: each refusal is a sentence that says what is wrong and how to
mend it.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from callboard.keys import ring
from callboard.keys.ring import KeysUnusable
from callboard.worker import standing

PLACEHOLDERS = (
    "replace-me",
    "replaceme",
    "changeme",
    "change-me",
    "insecure",
    "placeholder",
    "secret-key",
)
SHORTEST_SECRET = 32
DURABLE = ("fsync", "full_page_writes")


def refusals() -> list[str]:
    """Everything that has to be mended first; empty when the installation may start."""
    return [*_secrets(), *_public_url(), *_database()]


def _secrets() -> Iterator[str]:
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's answer to an empty one
        secret = ""
    if not secret:
        yield "SECRET_KEY is missing. Make one with: openssl rand -base64 48"
    elif len(secret) < SHORTEST_SECRET or any(word in secret.lower() for word in PLACEHOLDERS):
        yield "SECRET_KEY is a placeholder or too short. Make one with: openssl rand -base64 48"
    if any(word in settings.CALLBOARD_KEYS.lower() for word in PLACEHOLDERS):
        yield "CALLBOARD_KEYS is a placeholder. Make a key with: openssl rand -base64 32"
        return
    try:
        ring.key_ids()
    except KeysUnusable as fault:
        yield str(fault)


def _public_url() -> Iterator[str]:
    parts = urlsplit(settings.PUBLIC_URL)
    if not settings.PUBLIC_URL:
        yield "PUBLIC_URL is missing. Set it to the address people use: https://portal.example.com"
    elif parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        yield "PUBLIC_URL has to be scheme and host alone, like https://portal.example.com"
    elif not settings.DEMO and _is_this_machine(parts.hostname):
        yield (
            f"PUBLIC_URL is {settings.PUBLIC_URL}: links in mails would lead nowhere. "
            "Set it to the address people use."
        )


def _is_this_machine(host: str) -> bool:
    return (
        host == "localhost"
        or host.endswith(".localhost")
        or host.startswith("127.")
        or host == "::1"
    )


def _database() -> Iterator[str]:
    try:
        standing.database()
        fault = standing.migrations()
    except DatabaseError as error:
        yield f"The database cannot be used ({type(error).__name__}). Check DATABASE_URL."
        return
    if fault:
        yield fault
    if connection.vendor == "postgresql" and not settings.DEMO:
        yield from _durability()


def _durability() -> Iterator[str]:
    with connection.cursor() as cursor:
        for name in DURABLE:
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] != "on":
                yield f"PostgreSQL runs with {name} off: a crash could lose data. Set it on."
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] == "off":
            yield "PostgreSQL runs with synchronous_commit off. Set it on."
