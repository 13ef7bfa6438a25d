"""Who can publish, one line each: providers without one have their agency do it by hand."""

from collections.abc import Mapping
from types import MappingProxyType

from callboard.agents.models import Connection
from callboard.agents.models.connection import SIMULATOR
from callboard.providers.publishing import Publisher
from callboard.providers.simulator.publisher import SimulatorPublisher

PUBLISHERS: Mapping[str, Publisher] = MappingProxyType({SIMULATOR: SimulatorPublisher()})


def publisher_of(connection: Connection) -> Publisher | None:
    """None: by hand."""
    return PUBLISHERS.get(SIMULATOR if connection.is_simulated else connection.provider)
