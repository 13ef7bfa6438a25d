from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast
from tests.inbox import processes
from tests.inbox.line import Line
from tests.inbox.provider import Provider


@pytest.fixture
def line(cast: Cast):
    """Robin answers for Bright Smile on Northwind's Vapi account."""
    with scope.agency(cast.northwind.pk):
        yield Line.of(cast.bright_smile)


@dataclass
class House:
    """An installation that several processes and threads work on: all of it is committed."""

    line: Line
    database_url: str
    data_dir: Path

    def start(self, *arguments: str, die_at: str = ""):
        return processes.start(
            self.database_url, *arguments, die_at=die_at, DATA_DIR=str(self.data_dir)
        )

    def run(self, *arguments: str, die_at: str = "", given: bytes = b"") -> tuple[int, str, str]:
        return processes.finish(self.start(*arguments, die_at=die_at), given)


@pytest.fixture
def house(record_can_be_emptied, data_dir: Path) -> Iterator[House]:
    with processes.shared_database(data_dir) as url:
        northwind = people.agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
        with scope.agency(northwind.pk):
            bright_smile = people.client(northwind, "Bright Smile Dental")
            yield House(Line.of(bright_smile), url, data_dir)


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    """A provider's server, from which may be fetched."""
    with Provider().running() as server:
        settings.FETCH_ALSO_ALLOWED = [*settings.FETCH_ALSO_ALLOWED, server.host]
        yield server


@pytest.fixture
def elsewhere(settings) -> Iterator[Provider]:
    """Another host, from which may be fetched as well."""
    with Provider().running() as server:
        settings.FETCH_ALSO_ALLOWED = [*settings.FETCH_ALSO_ALLOWED, server.host]
        yield server
