"""The providers Callboard speaks to, one line each."""

from collections.abc import Mapping
from types import MappingProxyType

from callboard.providers.adapter import Adapter
from callboard.providers.simulator.adapter import SimulatorAdapter
from callboard.providers.vapi.adapter import VapiAdapter

ADAPTERS: Mapping[str, Adapter] = MappingProxyType(
    {adapter.name: adapter for adapter in (VapiAdapter(), SimulatorAdapter())}
)


class UnknownProvider(LookupError):
    """No adapter has this name."""


def adapter_for(provider: str) -> Adapter:
    try:
        return ADAPTERS[provider]
    except KeyError:
        raise UnknownProvider(provider) from None
