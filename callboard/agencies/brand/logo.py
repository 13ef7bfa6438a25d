"""A logo is decoded and encoded again: what is stored is our own PNG, without whatever else the
file carried.
"""

import hashlib
import io
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 1_000_000
# 2000 by 2000. A picture takes up to 16 bytes a pixel until it is made small.
MOST_PIXELS = 4_000_000
# Shown at 28 px height; twice that for sharp screens, and room for wide names.
HEIGHT, WIDTH = 56, 480
FORMATS = ("PNG", "JPEG", "WEBP")


class LogoRefused(ValueError):
    """Not usable as a logo; the message is for the person who uploaded it."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG at twice the size it is shown at; `width` and `height` are the shown ones."""

    png: bytes
    width: int
    height: int

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.png).hexdigest()[:16]


def read(file: BinaryIO, size: int) -> Logo:
    """The logo in an uploaded file. Raises `LogoRefused`."""
    if size > LARGEST_FILE:
        raise LogoRefused(_("That file is too large. Use PNG, JPEG or WebP under 1 MB."))
    try:
        return _scaled(_decoded(file))
    except Image.DecompressionBombError as error:
        raise LogoRefused(
            _("That picture is too large. Use one of at most 2000 by 2000 pixels.")
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise LogoRefused(
            _("That file is no picture we can read. Use PNG, JPEG or WebP.")
        ) from error


def _decoded(file: BinaryIO) -> Image.Image:
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    return image.convert("RGBA")


def _scaled(picture: Image.Image) -> Logo:
    picture = picture.crop(picture.getbbox())
    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    # Else the colour profile would be stored with it, byte for byte.
    picture.info.clear()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), max(1, round(picture.width / 2)), max(1, round(picture.height / 2)))
