from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from callboard.agencies.models import Client
from callboard.tenancy import scope
from tests import cast as people
from tests.inbox import processes
from tests.inbox.line import Line
from tests.inbox.provider import Provider


# Not the whole cast: nobody signs in here, and there are many of these tests.
@pytest.fixture
def line(db) -> Iterator[Line]:
    """Robin answers for Bright Smile on Northwind's Vapi account; in Northwind's scope."""
    northwind = people.agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        yield Line.of(people.client(northwind, "Bright Smile Dental"))


@pytest.fixture
def harbor_law(line: Line) -> Client:
    """Another client of Northwind."""
    return people.client(line.client.agency, "Harbor Law Group")


@pytest.fixture
def theirs(line: Line) -> Line:
    """The line of a client of another agency; read it in their scope."""
    lumen = people.agency("Lumen Reception", "lumen", "lumen.test", "#0d9488")
    with scope.agency(lumen.pk):
        return Line.of(people.client(lumen, "Cedar Clinic"))


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
