"""One colour: its OKLCH coordinates, its nearest sRGB hex, and the WCAG 2 ratio of two."""

import re
from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color


@dataclass(frozen=True, slots=True)
class Shade:
    """One OKLCH colour; `hex` is its nearest colour inside sRGB."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, colour: str) -> "Shade":
        lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
        return cls(lightness, chroma, hue)

    def at(self, lightness: float, chroma: float | None = None) -> "Shade":
        return Shade(
            min(max(lightness, 0.0), 1.0), self.chroma if chroma is None else chroma, self.hue
        )

    @property
    def hex(self) -> str:
        colour = Color("oklch", [self.lightness, self.chroma, self.hue])
        if not colour.in_gamut("srgb", tolerance=0):
            # Without its last step, a cut of each channel within `jnd`, that turns orange to red.
            colour.fit("srgb", method="oklch-chroma", jnd=0)
        return colour.convert("srgb").to_string(hex=True, fit="clip")


def normalised(colour: str) -> str:
    """`colour` as lower-case #rrggbb. ValueError for anything but #rgb or #rrggbb, # or not."""
    digits = colour.strip().lower().removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9a-f]{6}", digits):
        raise ValueError(f"not a hex colour: {colour!r}")
    return f"#{digits}"


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of #rrggbb, 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
