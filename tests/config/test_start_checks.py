"""`callboard serve` refuses to start, with a sentence, where something would go wrong later."""

import base64

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from callboard.audit import triggers
from callboard.config.start_checks import refusals

pytestmark = pytest.mark.django_db

KEY = base64.b64encode(b"k" * 32).decode()


@pytest.fixture(autouse=True)
def sound(settings) -> None:
    """An installation with nothing to mend; the tests' own database is a throw-away one."""
    settings.SECRET_KEY = "x1" * 32
    settings.CALLBOARD_KEYS = KEY
    settings.PUBLIC_URL = "https://portal.northwind.example"
    settings.DEMO = connection.vendor == "postgresql"


def test_a_sound_installation_starts() -> None:
    assert refusals() == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is missing"),
        ("SECRET_KEY", "short", "SECRET_KEY is a placeholder or too short"),
        ("SECRET_KEY", "replace-me-" * 5, "SECRET_KEY is a placeholder"),
        ("SECRET_KEY", "django-insecure-" + "x" * 40, "SECRET_KEY is a placeholder"),
        ("CALLBOARD_KEYS", "", "CALLBOARD_KEYS is empty"),
        ("CALLBOARD_KEYS", "changeme", "CALLBOARD_KEYS is a placeholder"),
        ("CALLBOARD_KEYS", "bm90IDMyIGJ5dGVz", "key 1 is not 32 bytes"),
        ("CALLBOARD_KEYS", f"{KEY},nonsense", "key 2 is not 32 bytes"),
        ("PUBLIC_URL", "", "PUBLIC_URL is missing"),
        ("PUBLIC_URL", "portal.example.com", "scheme and host"),
        ("PUBLIC_URL", "https://portal.example.com/path", "scheme and host"),
    ],
)
def test_what_has_to_be_mended_is_said(settings, name: str, value: str, words: str) -> None:
    setattr(settings, name, value)
    assert any(words in sentence for sentence in refusals())


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "lumen.localhost"])
def test_links_that_lead_nowhere_are_for_the_demo_alone(settings, host: str) -> None:
    settings.PUBLIC_URL = f"http://{host}:8000"
    settings.DEMO = False
    assert any("links in mails would lead nowhere" in sentence for sentence in refusals())
    settings.DEMO = True
    assert refusals() == []


def test_an_older_schema(settings) -> None:
    MigrationRecorder.Migration.objects.filter(app="worker").delete()
    assert any("Run: callboard migrate" in sentence for sentence in refusals())


def test_a_newer_schema(settings) -> None:
    MigrationRecorder.Migration.objects.create(app="people", name="9999_from_the_future")
    assert any("newer than this version" in sentence for sentence in refusals())


def test_o149_an_unprotected_record() -> None:
    triggers.drop()
    assert any("audit record is not protected" in sentence for sentence in refusals())
    triggers.ensure()


@pytest.mark.postgres
def test_o145_a_database_that_may_lose_what_was_acknowledged(settings) -> None:
    """The throw-away cluster of the tests runs with fsync off: just what is refused."""
    settings.DEMO = False
    assert any("a crash could lose data" in sentence for sentence in refusals())
