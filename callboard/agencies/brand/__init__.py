"""How an agency looks, everywhere: computed from one colour and a logo when they are saved."""

from callboard.agencies.brand.save import save

__all__ = ["save"]
