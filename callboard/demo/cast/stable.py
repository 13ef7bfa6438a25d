"""Ids that are the same in every demo: what the provider calls its agents and calls."""

from uuid import NAMESPACE_DNS, uuid5


def external_id(name: str) -> str:
    """A UUID, as the provider draws them."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.demo.example"))
