from tests.tenancy.world import world

__all__ = ["world"]
