"""Northwind Voice's logo, drawn: a compass needle, and the name beside it."""

import io

from PIL import Image, ImageDraw

from callboard.agencies.brand import logo
from callboard.agencies.brand.logo import Logo

_INDIGO, _LIGHT, _INK = "#4f46e5", "#a5b4fc", "#1e1b4b"
# Drawn large and made small, which smooths the edges.
_SCALE = 8


def compass() -> Logo:
    """A picture like one that an agency would upload, taken in by the same door."""
    file = io.BytesIO()
    _drawn().save(file, "PNG")
    size = file.tell()
    file.seek(0)
    return logo.read(file, size)


def _drawn() -> Image.Image:
    side = 56 * _SCALE
    picture = Image.new("RGBA", (side, side), "#00000000")
    pen = ImageDraw.Draw(picture)
    middle = side / 2
    pen.ellipse((0, 0, side - 1, side - 1), fill=_INDIGO)
    half, reach = side * 0.11, side * 0.36
    north = ((middle, middle - reach), (middle + half, middle), (middle - half, middle))
    south = ((middle, middle + reach), (middle + half, middle), (middle - half, middle))
    pen.polygon(north, fill="white")
    pen.polygon(south, fill=_LIGHT)
    tilted = picture.rotate(-32, Image.Resampling.BICUBIC)
    return tilted.resize((56, 56), Image.Resampling.LANCZOS)
