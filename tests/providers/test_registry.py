import pytest

from callboard.providers.registry import ADAPTERS, UnknownProvider, adapter_for

pytestmark = pytest.mark.sqlite


def test_every_provider_is_found_by_its_name():
    for name, adapter in ADAPTERS.items():
        assert adapter_for(name) is adapter
        assert adapter.name == name == name.lower()
        assert not adapter.api_base.endswith("/")


def test_an_unknown_provider_has_its_own_exception():
    with pytest.raises(UnknownProvider):
        adapter_for("carrier-pigeon")
