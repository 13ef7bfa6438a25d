"""A logo is decoded and encoded again: what is stored is our own PNG, without whatever else the
file carried.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 1_000_000
LARGEST_SIDE = 4_000
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
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            if max(image.size) > LARGEST_SIDE:
                raise LogoRefused(
                    _("That picture is too large. Use one of at most 4000 pixels a side.")
                )
            image.load()
            picture = image.convert("RGBA")
    except LogoRefused:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise LogoRefused(
            _("That file is no picture we can read. Use PNG, JPEG or WebP.")
        ) from error
    return _scaled(picture)


def _scaled(picture: Image.Image) -> Logo:
    box = picture.getbbox() or (0, 0, *picture.size)
    picture = picture.crop(box)
    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), max(1, round(picture.width / 2)), max(1, round(picture.height / 2)))
