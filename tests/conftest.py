"""What every test stands on. Fixtures of one subject live beside its tests."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test
from hypothesis import settings as hypothesis_settings

from tests.sizes import DEEP

NOTHING_MAY_BE_SKIPPED = os.environ.get("CI") == "true"

# No deadline: two workers share the cores with a database and a browser.
hypothesis_settings.register_profile(
    "default",
    max_examples=25,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.register_profile(
    "deep", parent=hypothesis_settings.get_profile("default"), max_examples=1000
)
hypothesis_settings.load_profile("deep" if DEEP else "default")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """A request that asks the database once per row fails its test (zeal)."""
    from django.conf import settings
    from django.db.backends.signals import connection_created
    from zeal.constants import initialize_app_registry
    from zeal.patch import patch

    initialize_app_registry()
    patch()
    settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickHasher"]
    # Django's own server for browsers asks for it; the product has no such files.
    settings.STATIC_URL = "/static/"
    connection_created.connect(_in_no_order)


def _in_no_order(connection: Any, **_given: object) -> None:
    """What is asked for without an order comes the other way round: PostgreSQL promises none
    either, and keeps it only sometimes.
    """
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA reverse_unordered_selects = ON")


def on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is meant for the other database, and deep sizes by default; long ones first.

    What touches no database is proved once, in the SQLite pass, and so is what a page says: the
    tenancy tests ask PostgreSQL for every page. With deep sizes there is what has one, and what
    is left out otherwise.
    """
    leave_out = [item for item in items if not _is_of_this_run(item)]
    if leave_out:
        config.hook.pytest_deselected(items=leave_out)
        items[:] = [item for item in items if item not in leave_out]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for rubbish again and again cost 5 %."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


PAGES = tuple(Path(__file__).parent / side for side in ("desk", "portal", "viewing"))


def _is_of_this_run(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite" if on_postgres() else "postgres"):
        return False
    if on_postgres() and not _uses_the_database(item):
        return False
    for_deep_alone = item.get_closest_marker("deep") or (on_postgres() and _is_of_a_page(item))
    return bool(for_deep_alone or _has_a_size(item)) if DEEP else not for_deep_alone


def _has_a_size(item: pytest.Item) -> bool:
    if mark := item.get_closest_marker("sized"):
        return not mark.args or ("postgres" if on_postgres() else "sqlite") in mark.args
    return is_hypothesis_test(getattr(item, "obj", None))


def _is_of_a_page(item: pytest.Item) -> bool:
    if item.get_closest_marker("postgres"):
        return False
    return any(item.path.is_relative_to(pages) for pages in PAGES)


def _uses_the_database(item: pytest.Item) -> bool:
    asked_for = set(getattr(item, "fixturenames", ()))
    return bool(
        item.get_closest_marker("django_db")
        or item.get_closest_marker("postgres")
        or item.get_closest_marker("browser")
        or asked_for & {"db", "transactional_db"}
    )


def _skipped(session: pytest.Session) -> int:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    if NOTHING_MAY_BE_SKIPPED and _skipped(session) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if NOTHING_MAY_BE_SKIPPED and terminalreporter.stats.get("skipped"):
        terminalreporter.section("FAILED: with CI=true nothing may be skipped", red=True)


def pytest_report_header() -> str:
    database = "PostgreSQL" if on_postgres() else "SQLite"
    sizes = "deep" if DEEP else "default"
    return f"callboard: {database}, {sizes} sizes"


@pytest.fixture(autouse=True)
def no_scope() -> Iterator[None]:
    """Every test begins outside every tenant: what it reads, it must say for whom."""
    from callboard.tenancy import scope

    with scope.wiped():
        yield


@pytest.fixture(autouse=True)
def calls_begin_lately() -> None:
    from tests.portal import sounds

    sounds.begin_lately()


@pytest.fixture
def data_dir(settings, tmp_path: Path) -> Path:
    """A DATA_DIR of this test alone, for what it writes to disk."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return tmp_path


@pytest.fixture
def cast(db):
    """Two agencies, three clients, named people: see `tests/cast.py`."""
    from tests.cast import assemble

    return assemble()


@pytest.fixture(scope="session")
def requests_under_way():
    from tests.requests_under_way import RequestsUnderWay

    return RequestsUnderWay()


@pytest.fixture
def record_can_be_emptied(transactional_db, requests_under_way) -> Iterator[None]:
    """For tests that commit: afterwards the tables are emptied, which the audit record refuses."""
    from callboard.audit import triggers

    triggers.ensure()
    requests_under_way.let_in()
    yield
    requests_under_way.shut()
    triggers.drop()


@pytest.fixture
def installation(request, tmp_path: Path, tmp_path_factory, django_db_blocker):
    """A database that real processes share with the test, and a way to start them.

    For tests marked `django_db(transaction=True)`.
    """
    from tests.processes import Installation, own_sqlite, postgres_url

    if on_postgres():
        request.getfixturevalue("record_can_be_emptied")
        made = Installation(tmp_path, postgres_url())
        yield made
        made.end()
        return
    file = tmp_path / "shared.sqlite3"
    template = tmp_path_factory.getbasetemp() / "template.sqlite3"
    with django_db_blocker.unblock(), own_sqlite(file, template):
        made = Installation(tmp_path, f"sqlite:///{file}")
        yield made
        made.end()
